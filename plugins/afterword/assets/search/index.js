/* The search by the index of the site, which is loaded part by part as a question needs it. It answers ask(asked) with
   {total, invented, counts, unknown, corrected, most, pages,
   some(from, to)}, total(asked) with {total, invented}, and actions(pages) with the kinds of action of each review. */

/* A page is found that has this part of the words that the best one has, or answers this part as well as it. */
const COVERED = 0.6;
const AS_WELL = 0.5;

/* A pattern tells of many reviews; of two that answer alike, the review comes first. */
const PATTERN_WEIGHT = 0.9;

/* A guide that has nearly all words as they were asked comes first where no review or pattern has half as much of them. */
const ELSEWHERE = 0.5;
const NEARLY_ALL = 0.95;
const ABOUT_THE_TOOL = ["guide", "reference", "overview"];

const asked_ = new Map();

/* All pages that have words of a question, with the ideas in it; kept for the next ones with other filters. */
function wordsFound(words) {
  if (!asked_.has(words)) {
    if (asked_.size > 50) asked_.clear();
    const found = findWords(words);
    found.catch(() => asked_.delete(words));
    asked_.set(words, found);
  }
  return asked_.get(words);
}

async function findWords(text) {
  const spoken = spokenIn(text);
  const pasted = spoken !== text;
  const [all, said] = await Promise.all([ideasOf(spoken, pasted), namedIn(text)]);
  const ideas = all.length > MOST_IDEAS ? [...all].sort((a, b) => b.worth - a.worth).slice(0, MOST_IDEAS) : all;
  const [reviews, patterns, others] = head.sizes.map((size, at) => scoresOnShelf(ideas, at, size));
  const named = said.map((one) => ({ ...one, trust: 1, reviews: one.kind === "pattern" ? reviewsWith(one.pages[0]) : one.pages }));
  const guessed = named.some(({ kind }) => kind === "pattern") ? [] : resembled(patterns);
  const structure = structureOf([...guessed, ...named], head.sizes[0]);
  const share = textShare(ideas.filter(({ worth }) => worth), named);
  // What has a trait that is named is found without a word of it.
  for (const page of named.flatMap((one) => [...one.reviews, ...one.pages])) {
    const shelf = page < head.ends[0] ? reviews : patterns;
    if (!shelf.has(page)) shelf.set(page, { score: 0, covered: 0, said: 0, ideas: 0 });
  }
  const scored = (shelf, weight) => [...shelf].map(([page, one]) =>
    ({ page, ...one, score: weight * (share * one.score + (1 - share) * (structure.get(page) || 0)) }));
  const shelves = [scored(reviews, 1), scored(patterns, PATTERN_WEIGHT), scored(others, 1)];
  // Nobody quotes in a text that was pasted.
  const phrases = pasted ? [] : phrasesIn(text);
  return {
    shelves,
    phrases,
    saying: phrases.length ? await saying(withWords(ideas, phrases, shelves), phrases) : [],
    unknown: all.filter(isUnknown).map(({ word }) => word),
    corrected: phrases.length ? [] : ideas.filter(({ corrected }) => corrected).map(({ word, corrected }) => [word, corrected]),
    wanted: all.length,
    has: (page) => saidOf(page, named),
    named: head.named[ideas.map(({ own, stem }) => (own.length ? own[0].stem : stem)).sort().join(" ")] ?? patternCalled(ideas, named),
    tells: ideas.reduce((sum, { tells }) => sum + tells, 0),
    marked: markedStems(ideas),
  };
}

/* The page of a pattern whose name is all that is asked. */
function patternCalled(ideas, named) {
  const whole = named.find(({ kind, stems }) => kind === "pattern" && ideas.every(({ stem }) => stems.includes(stem)));
  return whole && whole.pages[0];
}

/* The pages that have every word of some phrases: reviews and patterns first, the best of each first. */
function withWords(ideas, phrases, [reviews, patterns, others]) {
  const asked = ideas.filter(({ word, corrected }) => !corrected && phrases.some((phrase) => phrase.includes(word)));
  const has = ({ page }) => asked.every(({ own }) => own.some(({ shelves }) => shelves.some((shelf) => shelf.has(page))));
  return asked.length ? [...[...reviews, ...patterns].sort(byScore), ...others.sort(byScore)].filter(has).map(({ page }) => page) : [];
}

/* Of the pages of a shelf those that are worth showing. */
function best(pages) {
  const covered = COVERED * Math.max(0, ...pages.map((one) => one.covered));
  const score = AS_WELL * Math.max(0, ...pages.map((one) => one.score));
  return pages.filter((one) => one.covered >= covered || one.score >= score);
}

// Rounded as recall rounds, so that no last digit decides.
function byScore(a, b) {
  return Math.round(1e9 * (b.score - a.score)) || a.page - b.page;
}

/* Reviews and patterns come before what is written about the tool, unless only that has the words, or one of its pages is
   called what was asked for. */
function inOrder(found) {
  const order = byWorth(found.shelves, found.tells);
  const named = found.shelves.flat().find(({ page }) => page === found.named);
  return named ? [named, ...order.filter((one) => one !== named)] : order;
}

function byWorth([reviews, patterns, others], tells) {
  const first = [...best(reviews), ...best(patterns)].sort(byScore);
  const guides = others.filter(({ page }) => ABOUT_THE_TOOL.some((type) => pagesWith("type", type).has(page)));
  const [here, there] = [first, guides].map((pages) => Math.max(0, ...pages.map(({ said }) => said)));
  if (here >= ELSEWHERE * there || there < NEARLY_ALL * tells) return [...first, ...best(others).sort(byScore)];
  return [...best(guides).sort(byScore), ...first, ...best(others.filter((one) => !guides.includes(one))).sort(byScore)];
}

async function indexOfParts() {
  head = await theHead();
  actionsOfPages = null;
  asked_.clear();
  for (const key of Object.keys(pagesRead)) delete pagesRead[key];
  const everything = [...Array(pageCount()).keys()];
  const days = numbersOf(head.days);
  const ranks = numbersOf(head.ranks);

  /* The pages that match the words and the filters in order, those that match the words, and what is known of the words. */
  async function matching({ words, chosen }) {
    if (asksOfActions(chosen) && !actionsOfPages) await readActions();
    if (!words) return { all: everything, pages: fitting(everything, chosen), most: false, found: null };
    const found = await wordsFound(words);
    if (found.phrases.length) return { all: found.saying, pages: fitting(found.saying, chosen), most: false, found };
    const order = inOrder(found);
    const all = order.map(({ page }) => page);
    const pages = fitting(all, chosen);
    const shown = new Set(pages);
    const whole = order.some((one) => shown.has(one.page) && one.ideas === found.wanted);
    if (pages.length) return { all, pages, most: !whole, found };
    const partial = found.shelves.flat().sort(byScore).map(({ page }) => page);
    const rest = fitting(partial, chosen);
    return { all: rest.length ? partial : all, pages: rest, most: rest.length > 0, found };
  }

  function sorted(pages, sort, words) {
    const way = sorts[sort] === "desc" ? -1 : 1;
    if (sort) return [...pages].sort((a, b) => way * (days[a] - days[b]) || ranks[a] - ranks[b] || a - b);
    return words ? pages : [...pages].sort((a, b) => ranks[a] - ranks[b] || a - b);
  }

  async function shown(page, { marked, phrases, has }) {
    const part = await thePage(page);
    return { ...part, has: has ? has(page) : "", url: pageAt(part.url), ...(marked ? partsOf(part, marked, phrases) : { excerpt: [], parts: [] }) };
  }

  return {
    async ask(asked) {
      if (nothingAsked(asked)) return { total: 0, invented: 0, counts: countsOf(everything, {}), unknown: [], corrected: [], some: async () => [] };
      const { all, pages, most, found } = await matching(asked);
      const order = sorted(pages, asked.sort, asked.words);
      const { unknown, corrected } = found || { unknown: [], corrected: [] };
      const some = (from, to) => Promise.all(order.slice(from, to).map((page) => shown(page, found || {})));
      return { total: order.length, invented: inventedAmong(order), pages: order, counts: countsOf(all, asked.chosen), unknown, corrected, most, some };
    },
    async total(asked) {
      const { pages } = await matching(asked);
      return { total: pages.length, invented: inventedAmong(pages) };
    },
    /* The kinds of action of each review among pages, with its address and whether it is invented. */
    async actions(pages) {
      if (!actionsOfPages) await readActions();
      return pages.filter((page) => actionsOfPages.has(page)).map((page) => ({ ...actionsOfPages.get(page), invented: inventedPages().has(page) }));
    },
  };
}

let opened = null;

/* The index, loaded once when it is first needed; after a failure the next question tries again. */
function theIndex() {
  opened = opened || indexOfParts();
  opened.catch(closeIndex);
  return opened;
}

function closeIndex() {
  opened = null;
}
