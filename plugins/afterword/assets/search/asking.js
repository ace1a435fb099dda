/* What is asked: each word as an idea, with the words that people say in its place and those that may be meant by it. */
const LESS_MEANT = 0.6;

/* Ideas as analysis/recall/asking.py makes them. Each has its weight, its words with their factors, and its groups. */
async function ideasOf(text) {
  const counted = new Map();
  for (const word of plainWords(text)) {
    const stem = stemOf(word);
    if (stem) counted.set(stem, { word, count: ((counted.get(stem) || {}).count || 0) + 1 });
  }
  return Promise.all([...counted].map(([stem, { word, count }]) => ideaOf(stem, word, count / (1 + count))));
}

async function ideaOf(stem, word, weight) {
  const entry = await entryOf(stem);
  if (answers(entry)) return { word, weight, own: [{ stem, factor: 1, shelves: entry.shelves }], groups: entry.groups };
  const meant = await meantBy(word);
  const entries = await Promise.all(meant.map(async (form) => ({ form, stem: stemOf(form), entry: await entryOf(stemOf(form)) })));
  const known = entries.filter(({ entry: one }) => answers(one));
  if (!known.length) return { word, weight, own: [], groups: [] };
  const begun = known[0].form.startsWith(word);
  return {
    word,
    weight,
    own: known.map((one, at) => ({ stem: one.stem, factor: begun || !at ? 1 : LESS_MEANT, shelves: one.entry.shelves })),
    groups: known[0].entry.groups,
    corrected: begun ? "" : known[0].form,
  };
}

function answers(entry) {
  return entry && (entry.shelves.some((shelf) => shelf.size) || entry.groups.some((group) => group.shelves.some(({ most }) => most)));
}

/* By stem, how much it counts for the words that were asked for: what an excerpt shows. */
function markedStems(ideas, weights) {
  const marked = new Map();
  ideas.forEach(({ own, groups }, at) => {
    const put = (stem, factor) => marked.set(stem, Math.max(marked.get(stem) || 0, factor * weights[at]));
    for (const { stem, factor } of own) put(stem, factor);
    for (const group of groups) for (const stem of group.stems) put(stem, SYNONYM);
  });
  return marked;
}
