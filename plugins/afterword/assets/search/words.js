/* A search without an index, for a folder on the disk: the words of titles, summaries, names and facts of reviews.
   An index answers: ask(asked) gives {total, counts, some(from, to)}, exact(words) an address or null. */
function plainWords(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
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
    return { ...row, parts: parts.map(([text, weight]) => [plainWords(text), weight]) };
  });

  function score(row, words) {
    let sum = 0;
    for (const word of words) {
      const best = Math.max(...row.parts.map(([has, weight]) => (has.some((one) => one.startsWith(word)) ? weight : 0)));
      if (!best) return 0;
      sum += best;
    }
    return sum;
  }

  function fits(row, chosen, except) {
    return Object.entries(chosen).every(([name, values]) =>
      name === except || values.some((value) => (row.filters[name] || []).includes(value)));
  }

  return {
    note: "Only the titles, summaries, names and facts of reviews are searched here, because the site is opened from a folder.",
    async ask(asked) {
      const words = plainWords(asked.words);
      const matching = rows.filter((row) => !words.length || score(row, words));
      const counts = {};
      for (const { name } of shelves) {
        counts[name] = {};
        for (const row of matching) {
          if (fits(row, asked.chosen, name)) for (const value of row.filters[name] || []) counts[name][value] = (counts[name][value] || 0) + 1;
        }
      }
      const found = matching.filter((row) => fits(row, asked.chosen));
      const way = sorts[asked.sort] || (words.length ? "" : "desc");
      found.sort((a, b) => (way ? (way === "desc" ? 1 : -1) * b.day.localeCompare(a.day) : score(b, words) - score(a, words)));
      const some = async (from, to) => found.slice(from, to).map((row) => ({ ...row, url: pageAt(row.url), matched: [], parts: [] }));
      return { total: found.length, counts, some };
    },
    exact(text) {
      const name = text.trim().replace(/\s+/g, " ").toLowerCase();
      const named = rows.filter((row) => row.names.includes(name));
      return named.length === 1 ? pageAt(named[0].url) : null;
    },
  };
}
