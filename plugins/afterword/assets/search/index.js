/* The search with Pagefind's index, which loads the pieces that a question needs. */
async function indexOfPagefind() {
  const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  await pagefind.options({ excerptLength: 26 });
  await pagefind.init();
  // Pagefind counts only by the filters that it has read.
  const everything = await pagefind.filters();

  function anyOf(chosen, except) {
    const kept = Object.entries(chosen).filter(([name]) => name !== except);
    return Object.fromEntries(kept.map(([name, values]) => [name, { any: values }]));
  }

  /* The sections below the head of a page, where its story is: the one with most of the words gives the excerpt. */
  function facts(data) {
    const parts = data.sub_results.filter((part) => part.anchor && part.anchor.element !== "h1");
    const best = parts.reduce((one, other) => (other.locations.length > one.locations.length ? other : one), parts[0]);
    const review = (data.filters.type || []).includes("review");
    const excerpt = best ? best.excerpt : review ? "" : data.excerpt; // the head of a review is in its facts already
    const matched = data.sub_results.map((part) => part.excerpt);
    return { url: data.url, facts: data.meta, filters: data.filters, excerpt, matched, parts: parts.slice(0, 3) };
  }

  return {
    note: "",
    async ask(asked) {
      if (nothingAsked(asked)) return { total: 0, counts: everything, some: async () => [] };
      const words = asked.words || form.dataset.every;
      const way = sorts[asked.sort] || (asked.words ? "" : "desc");
      const sort = way ? { day: way } : {};
      // Beside a value of a filter that is in use stands what it would add, so that filter is left out of its count.
      const [all, ...without] = await Promise.all([
        pagefind.search(words, { filters: anyOf(asked.chosen), sort }),
        ...Object.keys(asked.chosen).map((name) => pagefind.search(words, { filters: anyOf(asked.chosen, name) })),
      ]);
      const counts = { ...all.filters };
      Object.keys(asked.chosen).forEach((name, at) => { counts[name] = without[at].filters[name] || {}; });
      const some = (from, to) => Promise.all(all.results.slice(from, to).map(async (one) => facts(await one.data())));
      return { total: all.results.length, counts, some };
    },
    exact: () => null,
  };
}

let opened = null;

/* The index, loaded once when it is first needed; after a failure the next question tries again. */
function theIndex() {
  const indexed = !local && document.querySelector(".aw-find[data-pagefind]");
  opened = opened || (indexed ? indexOfPagefind() : indexOfWords());
  opened.catch(() => { opened = null; });
  return opened;
}
