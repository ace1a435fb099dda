/* The actions of a review, and those of them that fit the filters: area, state and owner must be those of one action. */
const AREA = "action-area";
const STATE = "actions";
const OWNER = "owners";
const OF_ACTIONS = [AREA, STATE, OWNER];
const TO_DO = "unfinished";
const UNFINISHED = ["overdue", "open", "in-progress"];

function actionHitsOf(page) {
  return page.actions.map(([anchor, area, state, owner, title, whose, note]) =>
    ({ ...actionOf(area, state, owner), anchor, title, whose, note }));
}

function actionOf(area, state, owner) {
  return { area, state, owner, states: UNFINISHED.includes(state) ? [TO_DO, state] : [state] };
}

function fitsActionHit(actionHit, chosen) {
  const among = (name, has) => !chosen[name] || chosen[name].some((value) => has.includes(value));
  return among(AREA, [actionHit.area]) && among(STATE, actionHit.states) && among(OWNER, [actionHit.owner]);
}

function asksOfActions(chosen) {
  return OF_ACTIONS.some((name) => chosen[name]);
}

/* Which actions a result lists: those that fit, and where no state is asked for, those that are still to be done. */
function wantedActions(chosen) {
  return chosen[STATE] ? chosen : { ...chosen, [STATE]: [TO_DO] };
}

/* "open prevention actions", as the filters say it. */
function actionWords(chosen, number) {
  const said = (name, value) => (name === STATE && value === TO_DO ? "open" : searchFacetNamed[name] ? searchFacetNamed[name].title(value).toLowerCase() : value);
  const words = [STATE, AREA].map((name) => (chosen[name] || []).map((value) => said(name, value)).join(" or "));
  return [...words, number === 1 ? "action" : "actions"].filter(Boolean).join(" ");
}

/* The page of all actions, asked for the same. */
const MOST_LOOKED_AT = 60;

async function behind(index, found, asked) {
  const { real, invented } = (found.counts.type || {}).review || { real: 0, invented: 0 };
  const reviews = real + invented;
  const { type, ...facts } = asked.chosen;
  if (!("filterable" in form.dataset) || !reviews || (type && !type.includes("review"))) return null;
  const chosen = wantedActions(asksOfActions(facts) ? facts : { ...facts, [AREA]: ["prevention"] });
  if (reviews > MOST_LOOKED_AT) return asked.words ? null : linkBehind(chosen, reviews);
  const all = await index.actions(found.pages);
  const fitting = ({ actions }) => actions.filter((action) => fitsActionHit(action, chosen));
  const number = all.flatMap(fitting).length;
  if (!number) return null;
  // No address holds words for that page, so the link lists the reviews that the words find.
  const ids = all.filter((one) => fitting(one).length).map((one) => one.url.replace(/(\/index)?(\.html|\/)$/, "").split("/").pop());
  const examples = all.filter((one) => one.invented).flatMap(fitting).length;
  return linkBehind(asked.words ? { ...chosen, reviews: ids } : chosen, reviews, number, examples);
}

function linkBehind(chosen, reviews, number, examples) {
  const query = new URLSearchParams(Object.entries(chosen).flatMap(([name, values]) => values.map((value) => [name, value])));
  const where = reviews === 1 ? "in this review" : `in these ${counted(reviews, "review")}`;
  const many = number ? `Show ${withCommas(number)}` : "Show";
  const actions = pageAt(document.querySelector(".aw-to-actions").href.slice(root.href.length));
  return make("a", { href: `${actions}?${query}` }, `${many} ${actionWords(chosen, number)}${examples ? `${ofThemInvented(examples)},` : ""} ${where}`);
}
