/* Which pages fit the filters, and how many would fit each of their values. The head of the index is put here once it is
   loaded, and the actions of reviews once a question needs them. */
let head = null;
let actionsOfPages = null;

const pagesRead = {};
function pagesWith(name, value) {
  const key = `${name}=${value}`;
  pagesRead[key] = pagesRead[key] || new Set(risingOf((head.facets[name] || {})[value] || ""));
  return pagesRead[key];
}

/* The pages of reviews that a pattern is about, by the number of its own page. */
function reviewsWith(page) {
  const value = head.lent[page - head.ends[0]];
  return [...pagesWith("patterns", value)].filter((one) => one < head.ends[0]);
}

/* The kinds of action by page, as {area, state, owner, states}, and the address of each page. */
async function readActions() {
  const { kinds, pages, has, urls } = await thePart("actions");
  const read = kinds.map((kind) => kind.split("|")).map(([area, state, owner]) => actionOf(area, state, owner));
  actionsOfPages = new Map(risingOf(pages).map((page, at) => [page, { url: urls[at], actions: numbersOf(has[at]).map((number) => read[number]) }]));
}

/* Filters that speak of actions must all be met by one of them. */
function asksOfOneAction(chosen) {
  return OF_ACTIONS.filter((name) => chosen[name]).length > 1;
}

function fitting(pages, chosen) {
  const joint = asksOfOneAction(chosen);
  const sets = Object.entries(chosen).filter(([name]) => !joint || !OF_ACTIONS.includes(name))
    .map(([name, values]) => values.map((value) => pagesWith(name, value)));
  const met = (page) => sets.every((any) => any.some((having) => having.has(page)));
  const done = (page) => !joint || (actionsOfPages.get(page) || { actions: [] }).actions.some((action) => fitsActionHit(action, chosen));
  return pages.filter((page) => met(page) && done(page));
}

/* How many of some pages are invented examples, which are counted apart. */
function inventedAmong(pages) {
  const invented = inventedPages();
  return pages.filter((page) => invented.has(page)).length;
}

function inventedPages() {
  pagesRead.invented = pagesRead.invented || new Set(risingOf(head.invented));
  return pagesRead.invented;
}

/* Numbers as lists tell them: "54, 12 invented", and "66 pages, 12 of them invented". */
function apart({ real, invented }) {
  return [...(real || !invented ? [withCommas(real)] : []), ...(invented ? [`${withCommas(invented)} invented`] : [])].join(", ");
}

function ofThemInvented(invented) {
  return invented ? `, ${withCommas(invented)} of them invented` : "";
}

function countedApart({ total, invented }, one) {
  return counted(total, one) + ofThemInvented(invented);
}

/* A value of a filter in use shows how many pages it would add: real ones, and invented ones. */
function countsOf(pages, chosen) {
  const all = fitting(pages, chosen);
  return Object.fromEntries(searchFacets.map(({ name, options }) => {
    const { [name]: set, ...others } = chosen;
    const joint = OF_ACTIONS.includes(name) && asksOfActions(others);
    const there = set ? fitting(pages, others) : all;
    const having = (value) => joint ? fitting(there, { ...others, [name]: [value] })
      : there.filter((page) => pagesWith(name, value).has(page));
    return [name, Object.fromEntries(options.map(({ value }) => {
      const found = having(value);
      const invented = inventedAmong(found);
      return [value, { real: found.length - invented, invented }];
    }))];
  }));
}
