/* What is asked: each word as an idea, with the words that people say in its place and those that may be meant by it. */
const LESS_MEANT = 0.6;

/* Of so many words that the index does not know some may be misspelt; more of them are names in a text that was pasted. */
const MOST_MISSPELT = 3;

/* Ideas as analysis/recall/asking.py makes them. Each has its weight, its words with their factors, and its groups.
   Of a text that was pasted each word counts once, since lines of a log repeat, and numbers count nothing. */
async function ideasOf(text, pasted) {
  const counted = new Map();
  for (const word of plainWords(text)) {
    const stem = (pasted ? /^([a-z]|\d+)$/ : /^[a-z0-9]$/).test(word) ? "" : stemOf(word);
    if (stem) counted.set(stem, { word, count: pasted ? 1 : ((counted.get(stem) || {}).count || 0) + 1 });
  }
  const read = await Promise.all([...counted].map(([stem, { word, count }]) => ideaOf(stem, word, count / (1 + count))));
  const slips = read.filter(isUnknown).length <= MOST_MISSPELT;
  const ideas = await Promise.all(read.map((idea) => (slips && isUnknown(idea) ? meantIdea(idea) : idea)));
  return ideas.map((idea) => ({
    ...idea,
    worth: Math.max(...[0, 1].map((at) => worthOnShelf(idea, at, head.sizes[at]))),
    tells: idea.weight * (idea.own.length ? Math.max(...idea.own.map(rarityOf)) : rarity(pageCount(), 0)),
  }));
}

function isUnknown({ own, groups }) {
  return !own.length && !groups.length;
}

async function ideaOf(stem, word, weight) {
  // Of "LLMs" and "GPUs" the stemmer leaves the ending.
  for (const one of new Set([stem, word.endsWith("s") ? stemOf(word.slice(0, -1)) : stem])) {
    const entry = await entryOf(one);
    if (isThere(entry)) return { word, stem, weight, own: [{ stem: one, factor: 1, shelves: entry.shelves }], groups: entry.groups };
  }
  return { word, stem, weight, own: [], groups: [] };
}

async function meantIdea(idea) {
  const { word } = idea;
  const meant = await meantBy(word);
  const entries = await Promise.all(meant.map(async (form) => ({ form, stem: stemOf(form), entry: await entryOf(stemOf(form)) })));
  const known = entries.filter(({ entry }) => isThere(entry));
  if (!known.length) return idea;
  const begun = known[0].form.startsWith(word);
  return {
    ...idea,
    own: known.map((one, at) => ({ stem: one.stem, factor: begun || !at ? 1 : LESS_MEANT, shelves: one.entry.shelves })),
    groups: known[0].entry.groups,
    corrected: begun ? "" : known[0].form,
  };
}

function isThere(entry) {
  return entry && (entry.shelves.some((shelf) => shelf.size) || entry.groups.some((group) => group.shelves.some(({ most }) => most)));
}

/* What a text names: each pattern, model and data set with its kind, what it is called, the stems that name it, and pages. */
const MOST_NAME_WORDS = 12;
async function namedIn(text) {
  const words = plainWords(text);
  const said = ` ${words.join(" ")} `;
  const stems = words.map(stemOf).filter(Boolean);
  const found = await Promise.all(stems.map(async (first, at) => {
    const part = (await partWith(first)) || {};
    const name = stems.slice(at, at + MOST_NAME_WORDS);
    return name.map((_, last) => name.slice(0, last + 1)).flatMap((those) => namesAt(part, those))
      .filter(({ exact }) => said.includes(exact && ` ${exact} `));
  }));
  const all = new Map();
  for (const one of found.flat()) {
    const key = `${one.kind} ${one.called}`;
    all.set(key, { ...one, stems: [...one.stems, ...(all.get(key) || { stems: [] }).stems] });
  }
  return [...all.values()];
}

function namesAt(part, stems) {
  const key = `${stems.join(" ")} `;
  if (!Object.hasOwn(part, key)) return [];
  const fields = part[key].split("\n");
  return fields.flatMap((kind, at) => (at % 4 ? [] : [{ kind, exact: fields[at + 1], called: fields[at + 2], pages: risingOf(fields[at + 3]), stems }]));
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
