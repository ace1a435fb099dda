/* One result: what it was, how bad, when, on which model, its open actions, and where the words are. */
function badge(label, css) {
  return make("span", { class: `aw-badge aw-${css}` }, label);
}

function badges({ facts, filters }) {
  const { type } = filters;
  if (type !== "review") return [badge(searchFacetNamed.type ? searchFacetNamed.type.title(type) : type, "type")];
  const made = [badge(facts.severity, filters.severity), badge(facts.kind, filters.kind)];
  if (facts.provenance) made.push(badge(facts.provenance, filters.provenance));
  if (facts.status) made.push(badge(facts.status, filters.status));
  return made;
}

/* The actions of a review that fit the filters in use: the most urgent, each with what is known of it. */
const MOST_ACTION_HITS = 3;

function actionHitsShown(found, chosen) {
  const wanted = wantedActions(chosen);
  const actionHits = actionHitsOf(found).filter((actionHit) => fitsActionHit(actionHit, wanted));
  if (!actionHits.length) return [];
  const late = chosen[STATE] ? 0 : actionHits.filter((actionHit) => actionHit.state === "overdue").length;
  const head = `${counted(actionHits.length, actionWords(wanted, 1), actionWords(wanted, 2))}${late ? `, ${late} overdue` : ""}`;
  const headline = make("p", { class: late ? "aw-late" : "aw-result-open" }, head);
  // Words alone ask for reviews; a filter asks for what can be done about them.
  if (!Object.keys(chosen).some((name) => name !== "type")) return [headline];
  const items = actionHits.slice(0, MOST_ACTION_HITS).map((actionHit) => make("li", {},
    make("span", { class: `aw-state aw-state-${actionHit.state}` }, searchFacetNamed[STATE] ? searchFacetNamed[STATE].title(actionHit.state) : actionHit.state), " ",
    make("a", { href: `${found.url}#${actionHit.anchor}` }, actionHit.title), " ",
    make("span", { class: "aw-quiet" }, [searchFacetNamed[AREA] ? searchFacetNamed[AREA].title(actionHit.area) : actionHit.area, actionHit.whose, actionHit.note].filter(Boolean).join(", "))));
  const more = actionHits.length - items.length;
  if (more) items.push(make("li", {}, make("a", { href: `${found.url}#actions` }, `and ${more} more`)));
  return [headline, make("ul", { class: "aw-result-actions" }, ...items)];
}

function resultOf(found, asked, first) {
  const { facts } = found;
  const item = make("li", { class: "aw-result" });
  const head = make("p", { class: "aw-result-head" });
  if (facts.date) head.append(make("span", { class: "aw-date" }, facts.date));
  head.append(...badges(found));
  if (first && !asked.words && !asked.sort && found.filters.type === "review") head.append(badge("Read this first", "read-first"));
  if (facts.models) head.append(make("span", { class: "aw-result-models" }, facts.models));
  item.append(head, make("a", { class: "aw-title", href: found.url }, facts.title || found.url));
  if (facts.line) item.append(make("p", { class: "aw-result-line" }, facts.line));
  if (found.excerpt.length) item.append(make("p", { class: "aw-result-text" }, ...found.excerpt));
  if (found.has) item.append(make("p", { class: "aw-result-has" }, `Has ${found.has}`));
  if (found.parts.length) {
    const links = found.parts.map((part) => make("a", { href: part.url }, part.title));
    item.append(make("p", { class: "aw-result-foot" }, "In ", ...links.flatMap((link, at) => (at ? [", ", link] : [link]))));
  }
  item.append(...actionHitsShown(found, asked.chosen));
  return item;
}

/* The numbers beside the filters, the most frequent values first where there are many. */
function showCounts(counts, asked) {
  let all = 0;
  for (const searchFacet of searchFacets) {
    const numbers = counts[searchFacet.name] || {};
    const set = asked.chosen[searchFacet.name] || [];
    const limit = Number(searchFacet.list.dataset.shown);
    const open = searchFacet.more.getAttribute("aria-expanded") === "true";
    let shown = 0;
    let hidden = 0;
    for (const option of searchFacet.options) {
      const both = numbers[option.value] || { real: 0, invented: 0 };
      const number = both.real + both.invented;
      option.number.textContent = apart(both);
      const wanted = option.input.checked || (number > 0 && (open || shown < limit));
      option.item.hidden = !wanted;
      if (wanted) shown += 1;
      else if (number > 0) hidden += 1;
    }
    searchFacet.more.hidden = !hidden && !open;
    searchFacet.more.textContent = open ? "Show fewer" : `Show ${hidden} more`;
    searchFacet.element.hidden = !shown;
    searchFacet.chosenNumber.textContent = set.length ? `${set.length} selected` : "";
    all += set.length;
  }
  form.querySelector(".aw-search-facets > summary .aw-set-number").textContent = all ? `${all} selected` : "";
}

function showUnknown(values) {
  const place = form.querySelector(".aw-unknown");
  place.hidden = !values.length;
  place.textContent = values.length ? `Unknown ${values.length === 1 ? "filter" : "filters"} ignored: ${values.join(", ")}.` : "";
}

/* The page whose exact name was typed. */
function showNamed(named) {
  const place = page.querySelector(".aw-exact-match");
  place.hidden = !named;
  place.replaceChildren(...(named ? [make("a", { href: named.href }, `Go to: ${named.title}`)] : []));
}

/* The filters in use, each with a way to take it back. */
function showTaken(asked, takeBack) {
  const items = searchFacets.flatMap((searchFacet) => (asked.chosen[searchFacet.name] || []).map((value) => {
    const button = make("button", { type: "button" }, `${searchFacet.label}: ${searchFacet.title(value)} `,
      make("span", { "aria-hidden": "true" }, "×"), make("span", { class: "aw-visually-hidden" }, " (remove)"));
    button.addEventListener("click", () => takeBack({ [searchFacet.name]: [value] }));
    return make("li", {}, button);
  }));
  if (items.length > 1) {
    const clear = make("button", { type: "button", class: "aw-clear" }, "Clear filters");
    clear.addEventListener("click", () => takeBack(asked.chosen));
    items.push(make("li", {}, clear));
  }
  page.querySelector(".aw-active-filters").replaceChildren(...items);
}
