/* The search with Pagefind's index, which loads the pieces that a question needs. */

/* How much a hit on a page of a type counts: a reader looks for what happened before what is written about the tool. */
const WEIGHTS = { pattern: 1.1, overview: 0.45, guide: 0.35, reference: 0.15 };

/* A word is known if this much of it is in the index; otherwise Pagefind would match any beginning. */
const ENOUGH = 0.6;

function knows(word, found) {
  const stem = stemOf(word);
  return found.some((other) => {
    let same = 0;
    while (same < stem.length && stem[same] === other[same]) same += 1;
    return same >= stem.length * ENOUGH;
  });
}

async function indexOfPagefind() {
  const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  await pagefind.options({ excerptLength: 26, ranking: { metaWeights: { action_hits: 0 } } });
  await pagefind.init();
  // Pagefind counts only by the filters that it has read.
  const everything = await pagefind.filters();

  function filtersOf(chosen) {
    const joint = jointOf(chosen);
    const kept = Object.entries(chosen).filter(([name]) => !joint || !OF_ACTIONS.includes(name));
    return Object.fromEntries([...kept, ...(joint ? [["joint", joint]] : [])].map(([name, values]) => [name, { any: values }]));
  }

  function search(asked, chosen, sort) {
    const quoted = /^".+"$/.test(asked.words);
    const words = quoted ? asked.words : asked.words && tellingWords(asked.words).join(" ");
    return pagefind.search(words || form.dataset.every, { filters: filtersOf(chosen), sort: sort || {} });
  }

  /* The words at which the index met a word, on the first pages that it gives for it. */
  async function metBy(word) {
    const found = await pagefind.search(word);
    const first = await Promise.all(found.results.slice(0, 3).map((one) => one.data()));
    return [...new Set(first.flatMap((data) => {
      const words = data.content.split(/\s+/);
      return data.locations.flatMap((at) => plainWords(words[at] || ""));
    }))];
  }

  const judged = new Map();
  function isKnown(word) {
    if (!judged.has(word)) judged.set(word, word.length < 3 || metBy(word).then((found) => knows(word, found)));
    return judged.get(word);
  }

  async function unknownOf(words) {
    const each = tellingWords(words);
    const known = await Promise.all(each.map(isKnown));
    return each.filter((_, at) => !known[at]);
  }

  /* How much a hit counts by the kind of page that it is on. */
  async function weightOf(asked, all) {
    const types = Object.keys(WEIGHTS).filter((type) => (all.filters.type || {})[type] && (!asked.chosen.type || asked.chosen.type.includes(type)));
    const each = await Promise.all(types.map((type) => search(asked, { ...asked.chosen, type: [type] })));
    const weight = new Map(each.flatMap((found, at) => found.results.map((one) => [one.id, WEIGHTS[types[at]]])));
    return (id) => weight.get(id) || 1;
  }

  /* Hits in the order of how well they match. */
  async function weighed(asked, all) {
    const weight = await weightOf(asked, all);
    const score = (one) => one.score * weight(one.id);
    return [...all.results].sort((a, b) => score(b) - score(a));
  }

  /* Where no page has all words, those that have the most of it. */
  async function most(asked, unknown) {
    const known = tellingWords(asked.words).filter((word) => !unknown.includes(word));
    if (known.length < 2) return [];
    const every = { ...asked, words: "" };
    const [all, ...each] = await Promise.all([every, ...known.map((word) => ({ ...asked, words: word }))].map((one) => search(one, one.chosen)));
    const byId = new Map(each.flatMap((found) => found.results.map((one) => [one.id, one])));
    const ids = each.map((found) => found.results.map((one) => one.id));
    return mostOf(ids, all.results.length, await weightOf(every, all)).map((id) => byId.get(id));
  }

  /* A value of a filter in use shows how many pages it would add, and one about actions how many some action fits. */
  async function countsOf(asked, all) {
    const counts = { ...all.filters };
    await Promise.all(searchFacets.map(async ({ name, options }) => {
      const { [name]: set, ...others } = asked.chosen;
      const joint = OF_ACTIONS.includes(name) && asksOfActions(others);
      if (!set && !joint) return;
      const without = set ? await search(asked, others) : all;
      counts[name] = without.filters[name] || {};
      if (!joint) return;
      const values = options.map((option) => option.value).filter((value) => counts[name][value]);
      const numbers = await Promise.all(values.map(async (value) => {
        const [only, second] = jointOf({ ...others, [name]: [value] });
        return [value, second ? (await search(asked, { ...others, [name]: [value] })).results.length : (without.filters.joint || {})[only] || 0];
      }));
      counts[name] = Object.fromEntries(numbers);
    }));
    return counts;
  }

  /* The sections below the head of a page, where its story is: the one with most of the words gives the excerpt. */
  function facts(data) {
    const parts = data.sub_results.filter((part) => part.anchor && part.anchor.element !== "h1");
    const best = parts.reduce((one, other) => (other.locations.length > one.locations.length ? other : one), parts[0]);
    const review = (data.filters.type || []).includes("review");
    const excerpt = best ? best.excerpt : review ? "" : data.excerpt; // the head of a review is in its facts already
    return { url: data.url, facts: data.meta, filters: data.filters, excerpt, parts: parts.slice(0, 3) };
  }

  function someOf(results) {
    return (from, to) => Promise.all(results.slice(from, to).map(async (one) => facts(await one.data())));
  }

  return {
    note: "",
    async ask(asked) {
      if (nothingAsked(asked)) return { total: 0, counts: everything, unknown: [], some: async () => [] };
      const unknown = await unknownOf(asked.words);
      if (unknown.length) {
        const near = await most(asked, unknown);
        return { total: near.length, counts: {}, unknown, most: near.length > 0, some: someOf(near) };
      }
      const way = sorts[asked.sort];
      const all = await search(asked, asked.chosen, way ? { day: way } : asked.words ? {} : { rank: "asc" });
      const [results, counts] = await Promise.all([asked.words && !way ? weighed(asked, all) : all.results, countsOf(asked, all)]);
      const near = results.length ? [] : await most(asked, unknown);
      const shown = results.length ? results : near;
      return { total: shown.length, counts, unknown, most: near.length > 0, some: someOf(shown) };
    },
    async total(asked) {
      if ((await unknownOf(asked.words)).length) return 0;
      return (await search(asked, asked.chosen)).results.length;
    },
    /* Words of the index that begin as a word does that it does not know. */
    async near(word) {
      const beginnings = [...Array(word.length).keys()].slice(Math.ceil(word.length * 0.5)).map((length) => word.slice(0, length));
      return [...new Set((await Promise.all(beginnings.map(metBy))).flat())];
    },
    exact: () => null,
  };
}

let opened = null;

/* The index, loaded once when it is first needed; after a failure the next question tries again. */
function theIndex() {
  const indexed = !local && document.querySelector(".aw-header-search");
  opened = opened || (indexed ? indexOfPagefind() : indexOfWords());
  opened.catch(() => { opened = null; });
  return opened;
}
