/* The actions of a review, and those of them that fit the filters: area, state and owner must be those of one action. */
const AREA = "action-area";
const STATE = "actions";
const OWNER = "owners";
const OF_ACTIONS = [AREA, STATE, OWNER];
const TO_DO = "unfinished";
const UNFINISHED = ["overdue", "open", "in-progress"];

function actionHitsOf(facts) {
  return JSON.parse(facts.action_hits || "[]").map(([anchor, area, state, owner, title, whose, note]) => {
    return { anchor, area, state, owner, title, whose, note, states: UNFINISHED.includes(state) ? [TO_DO, state] : [state] };
  });
}

function fitsActionHit(actionHit, chosen) {
  const among = (name, has) => !chosen[name] || chosen[name].some((value) => has.includes(value));
  return among(AREA, [actionHit.area]) && among(STATE, actionHit.states) && among(OWNER, [actionHit.owner]);
}

function asksOfActions(chosen) {
  return OF_ACTIONS.some((name) => chosen[name]);
}

/* What is asked of one and the same action, as the index knows it: "area|state|owner"; nothing where it is one thing. */
function jointOf(chosen) {
  const parts = OF_ACTIONS.map((name) => chosen[name] || ["*"]);
  if (OF_ACTIONS.filter((name) => chosen[name]).length < 2) return null;
  return parts.reduce((all, part) => all.flatMap((one) => part.map((value) => [...one, value])), [[]]).map((one) => one.join("|"));
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

/* The page of all actions, asked for the same; the number is known once every review of the answer has been looked at. */
const MOST_LOOKED_AT = 60;

async function behind(found, asked) {
  const reviews = (found.counts.type || {}).review || 0;
  const { type, ...facts } = asked.chosen;
  if (!("filterable" in form.dataset) || !reviews || (type && !type.includes("review"))) return null;
  const chosen = wantedActions(asksOfActions(facts) ? facts : { ...facts, [AREA]: ["prevention"] });
  if (reviews > MOST_LOOKED_AT) return asked.words ? null : linkBehind(chosen, reviews);
  const all = (await found.some(0, found.total)).filter((one) => (one.filters.type || []).includes("review"));
  const fitting = (one) => actionHitsOf(one.facts).filter((actionHit) => fitsActionHit(actionHit, chosen));
  const number = all.flatMap(fitting).length;
  if (!number) return null;
  // No address holds words for that page, so the link lists the reviews that the words find.
  const ids = all.filter((one) => fitting(one).length).map((one) => one.url.replace(/(\/index)?(\.html|\/)$/, "").split("/").pop());
  return linkBehind(asked.words ? { ...chosen, reviews: ids } : chosen, reviews, number);
}

function linkBehind(chosen, reviews, number) {
  const query = new URLSearchParams(Object.entries(chosen).flatMap(([name, values]) => values.map((value) => [name, value])));
  const where = reviews === 1 ? "in this review" : `in these ${counted(reviews, "review")}`;
  const many = number ? `Show ${number.toLocaleString("en-GB")}` : "Show";
  const actions = pageAt(document.querySelector(".aw-to-actions").href.slice(root.href.length));
  return make("a", { href: `${actions}?${query}` }, `${many} ${actionWords(chosen, number)} ${where}`);
}
