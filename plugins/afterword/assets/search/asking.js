/* What is asked: each word as an idea, with the words that people say in its place and those that may be meant by it. */
const LESS_MEANT = 0.6;

/* Ideas as analysis/recall/asking.py makes them. Each has its weight, its words with their factors, and its groups. */
async function ideasOf(text) {
  const counted = new Map();
  for (const word of plainWords(text)) {
    const stem = /^[a-z0-9]$/.test(word) ? "" : stemOf(word);
    if (stem) counted.set(stem, { word, count: ((counted.get(stem) || {}).count || 0) + 1 });
  }
  const ideas = await Promise.all([...counted].map(([stem, { word, count }]) => ideaOf(stem, word, count / (1 + count))));
  return ideas.map((idea) => ({ ...idea, tells: idea.weight * (idea.own.length ? Math.max(...idea.own.map(rarityOf)) : rarity(pageCount(), 0)) }));
}

async function ideaOf(stem, word, weight) {
  // Of "LLMs" and "GPUs" the stemmer leaves the ending.
  for (const one of new Set([stem, word.endsWith("s") ? stemOf(word.slice(0, -1)) : stem])) {
    const entry = await entryOf(one);
    if (answers(entry)) return { word, stem, weight, own: [{ stem: one, factor: 1, shelves: entry.shelves }], groups: entry.groups };
  }
  const meant = await meantBy(word);
  const entries = await Promise.all(meant.map(async (form) => ({ form, stem: stemOf(form), entry: await entryOf(stemOf(form)) })));
  const known = entries.filter(({ entry }) => answers(entry));
  if (!known.length) return { word, stem, weight, own: [], groups: [] };
  const begun = known[0].form.startsWith(word);
  return {
    word,
    stem,
    weight,
    own: known.map((one, at) => ({ stem: one.stem, factor: begun || !at ? 1 : LESS_MEANT, shelves: one.entry.shelves })),
    groups: known[0].entry.groups,
    corrected: begun ? "" : known[0].form,
  };
}

function answers(entry) {
  return entry && (entry.shelves.some((shelf) => shelf.size) || entry.groups.some((group) => group.shelves.some(({ most }) => most)));
}

/* How much a word tells one page of the site from another. */
function rarityOf({ shelves }) {
  return rarity(pageCount(), shelves.reduce((sum, shelf) => sum + shelf.size, 0));
}

function pageCount() {
  return head.ends[head.ends.length - 1];
}

/* By stem, how much it counts for the words that were asked for: what an excerpt shows. */
function markedStems(ideas) {
  const marked = new Map();
  ideas.forEach(({ own, groups, tells }) => {
    const put = (stem, factor) => marked.set(stem, Math.max(marked.get(stem) || 0, factor * (tells || 1)));
    for (const { stem, factor } of own) put(stem, factor);
    for (const group of groups) for (const stem of group.stems) put(stem, SYNONYM);
  });
  return marked;
}
