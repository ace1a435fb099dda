/* A search without an index, for a folder on the disk: the words of titles, summaries, names and facts of reviews.
   An index answers ask(asked) with {total, counts, unknown, most, some(from, to)}, total(asked) with a number, near(word)
   with words that it knows, and exact(words) with {href, title} or null. */
function plainWords(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
}

/* A word without its ending, so that "failed" and "failing" are the same. */
function stemOf(word) {
  return word.replace(/(?<=.{3})(ings?|ed|es|e|s|ly|ions?|ments?)$/, "");
}

/* The words of a question without single letters, and without the small ones that every text has unless it has no
   others; SMALL_WORDS is put before the parts of the script. */
function tellingWords(text) {
  const words = plainWords(text).filter((word) => word.length > 1 || !/[a-z0-9]/.test(word));
  const telling = words.filter((word) => !SMALL_WORDS.has(word));
  return telling.length ? telling : words;
}

/* Of the pages that have each word those that have the most of it, a rare word counting for more than a common one.
   One word of many says nothing, so that there must be two. */
function mostOf(pagesOfWords, all, weight) {
  if (pagesOfWords.length < 2) return [];
  const worth = new Map();
  for (const pages of pagesOfWords) {
    for (const one of pages) worth.set(one, (worth.get(one) || 0) + weight(one) * Math.log(1 + all / pages.length));
  }
  const best = Math.max(...worth.values());
  return [...worth].filter(([, sum]) => sum >= best / 2).sort((a, b) => b[1] - a[1]).map(([one]) => one);
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
      values.map((value) => (searchFacetNamed[name] ? searchFacetNamed[name].title(value) : value)));
    const parts = [[row.facts.title, 8], [Object.keys(row.names).join(" "), 8], [titles.join(" "), 3], [row.facts.line, 1]];
    return { ...row, actionHits: actionHitsOf(row.facts), parts: parts.map(([text, weight]) => [plainWords(text), weight]) };
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
    return named && (!asksOfActions(chosen) || row.actionHits.some((actionHit) => fitsActionHit(actionHit, chosen)));
  }

  function matching(asked) {
    const words = tellingWords(asked.words);
    return rows.filter((row) => !words.length || score(row, words));
  }

  return {
    note: "There is no full index here, so the search covers only titles, summaries, names and facts of reviews.",
    async ask(asked) {
      const words = tellingWords(asked.words);
      const matches = matching(asked);
      const counts = Object.fromEntries(searchFacets.map(({ name, options }) => [name, Object.fromEntries(options.map(({ value }) =>
        [value, matches.filter((row) => fits(row, { ...asked.chosen, [name]: [value] })).length]))]));
      const unknown = words.filter((word) => !rows.some((row) => worth(row, word)));
      const having = (word) => rows.filter((row) => worth(row, word) && fits(row, asked.chosen));
      const all = matches.filter((row) => fits(row, asked.chosen));
      const found = all.length ? all : mostOf(words.filter((word) => !unknown.includes(word)).map(having), rows.length, () => 1);
      const way = sorts[asked.sort];
      all.sort((a, b) => way ? (way === "desc" ? 1 : -1) * b.day.localeCompare(a.day)
        : (words.length ? score(b, words) - score(a, words) : 0) || a.rank - b.rank);
      const some = async (from, to) => found.slice(from, to).map((row) => ({ ...row, url: pageAt(row.url), parts: [] }));
      return { total: found.length, counts, unknown, most: found.length > all.length, some };
    },
    async total(asked) {
      return matching(asked).filter((row) => fits(row, asked.chosen)).length;
    },
    async near() {
      return [...new Set(rows.flatMap((row) => row.parts.flatMap(([has]) => has)))];
    },
    exact(text) {
      const name = text.trim().replace(/\s+/g, " ").toLowerCase();
      const named = rows.filter((row) => Object.hasOwn(row.names, name));
      if (named.length !== 1) return null;
      const [place, title] = named[0].names[name];
      return { href: pageAt(named[0].url + place), title };
    },
  };
}
