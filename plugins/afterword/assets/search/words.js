/* A search without an index, for a folder on the disk: the words of titles, summaries, names and facts of reviews.
   An index answers ask(asked) with {total, counts, unknown, some(from, to)}, total(asked) with a number, near(word)
   with words that it knows, and exact(words) with an address or null. */
function plainWords(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
}

/* A word without its ending, so that "failed" and "failing" are the same. */
function stemOf(word) {
  return word.replace(/(?<=.{3})(ings?|ed|es|e|s|ly|ions?|ments?)$/, "");
}

/* The words of a question without those that every text has, unless it has no others. */
const TELLING_NOTHING = new Set("a all an and any are as at be by did do every for from has have how in is it its of on or that the their then there these this to was were what when where which who why with".split(" "));

function tellingWords(text) {
  const words = plainWords(text);
  const telling = words.filter((word) => !TELLING_NOTHING.has(word));
  return telling.length ? telling : words;
}

function loadReviews() {
  return new Promise((done, failed) => {
    const script = make("script", { src: new URL("assets/afterword/reviews.js", root).href });
    script.onload = () => done(window.afterwordReviews);
    script.onerror = () => failed(new Error("reviews.js"));
    document.head.append(script);
  });
}

async function indexOfWords() {
  const rows = (await loadReviews()).map((row) => {
    const titles = Object.entries(row.filters).flatMap(([name, values]) =>
      values.map((value) => (shelfNamed[name] ? shelfNamed[name].title(value) : value)));
    const parts = [[row.facts.title, 8], [row.names.join(" "), 8], [titles.join(" "), 3], [row.facts.line, 1]];
    return { ...row, deeds: deedsOf(row.facts), parts: parts.map(([text, weight]) => [plainWords(text), weight]) };
  });

  function worth(row, word) {
    return Math.max(...row.parts.map(([has, weight]) => (has.some((one) => one.startsWith(word)) ? weight : 0)));
  }

  function score(row, words) {
    const each = words.map((word) => worth(row, word));
    return each.every(Boolean) ? each.reduce((sum, one) => sum + one, 0) : 0;
  }

  function fits(row, chosen) {
    const named = Object.entries(chosen).every(([name, values]) =>
      OF_ACTIONS.includes(name) || values.some((value) => (row.filters[name] || []).includes(value)));
    return named && (!asksOfActions(chosen) || row.deeds.some((deed) => fitsDeed(deed, chosen)));
  }

  function matching(asked) {
    const words = tellingWords(asked.words);
    return rows.filter((row) => !words.length || score(row, words));
  }

  return {
    note: "Only the titles, summaries, names and facts of reviews are searched here, because the site is opened from a folder.",
    async ask(asked) {
      const words = tellingWords(asked.words);
      const told = matching(asked);
      const counts = Object.fromEntries(shelves.map(({ name, options }) => [name, Object.fromEntries(options.map(({ value }) =>
        [value, told.filter((row) => fits(row, { ...asked.chosen, [name]: [value] })).length]))]));
      const found = told.filter((row) => fits(row, asked.chosen));
      const way = sorts[asked.sort];
      found.sort((a, b) => way ? (way === "desc" ? 1 : -1) * b.day.localeCompare(a.day)
        : (words.length ? score(b, words) - score(a, words) : 0) || a.rank - b.rank);
      const some = async (from, to) => found.slice(from, to).map((row) => ({ ...row, url: pageAt(row.url), parts: [] }));
      return { total: found.length, counts, unknown: words.filter((word) => !rows.some((row) => worth(row, word))), some };
    },
    async total(asked) {
      return matching(asked).filter((row) => fits(row, asked.chosen)).length;
    },
    async near() {
      return [...new Set(rows.flatMap((row) => row.parts.flatMap(([has]) => has)))];
    },
    exact(text) {
      const name = text.trim().replace(/\s+/g, " ").toLowerCase();
      const named = rows.filter((row) => row.names.includes(name));
      return named.length === 1 ? pageAt(named[0].url) : null;
    },
  };
}
