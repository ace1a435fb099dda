/* Filters that say what the words of a question say: offered as one choice, and the page that is about them. */
const GENERIC = new Set(["model", "models", "incident", "incidents", "review", "reviews"]);
const MOST_HINTS = 3;

/* The first of many words, for a button. */
const MOST_SHOWN_WORDS = 8;
function inFew(words) {
  return words.slice(0, MOST_SHOWN_WORDS).join(" ") + (words.length > MOST_SHOWN_WORDS ? " …" : "");
}

/* Another form of the word, or the whole of it when only its beginning has been typed. */
function alike(word, other) {
  return (stemOf(word) && stemOf(word) === stemOf(other)) || word === other || (word.length > 3 && other.startsWith(word));
}

function openFacets(asked) {
  return searchFacets.filter((searchFacet) => searchFacet.name !== "type" && !asked.chosen[searchFacet.name]);
}

function namesOf(option) {
  return [option.title, ...(option.also ? option.also.split(" · ") : [])];
}

/* What may be meant: each value with the words of the question that one of its names has, the closest first; a pattern is
   the register's own name for what recurs, so of two values it comes first. One word that a name happens to share says
   nothing: the name has the whole question or two words of it (sure; in a long text all words of the name must stand), or
   else every word of the name is said, which counts beside others that explain the rest. */
function candidates(asked, words) {
  const all = tellingWords(spokenIn(asked.words));
  const found = openFacets(asked).flatMap((searchFacet) => searchFacet.options.filter((option) => option.any).flatMap((option) => {
    const names = namesOf(option).map(tellingWords);
    return names.map((name) => {
      const has = (word) => name.some((other) => alike(word, other));
      const explains = words.filter(has);
      const whole = name.filter((other) => words.some((word) => alike(word, other))).length / name.length;
      return { searchFacet, option, explains, whole, sure: all.every(has) || (explains.length > 1 && (all.length <= FEW_WORDS || whole === 1)), close: whole + (searchFacet.name === "patterns" ? 0.25 * explains.length : 0) };
    }).filter((one) => one.explains.length && (one.sure || one.whole === 1)).sort(closest).slice(0, 1);
  }));
  return found.sort(closest);
}

function closest(a, b) {
  return b.explains.length - a.explains.length || b.close - a.close || b.option.any - a.option.any;
}

/* One value for each part of the question, the one that explains most of it first. */
function cover(found) {
  const taken = [];
  for (const one of found) {
    const new_ = one.explains.filter((word) => !taken.some((other) => other.explains.includes(word)));
    if (new_.length === one.explains.length && !taken.some((other) => other.searchFacet === one.searchFacet)) taken.push(one);
  }
  return taken;
}

function understood(asked) {
  const words = tellingWords(spokenIn(asked.words)).filter((word) => !GENERIC.has(word));
  const found = candidates(asked, words);
  const sure = found.filter((one) => one.sure);
  const all = cover(found);
  const answers = words.every((word) => all.some((one) => one.explains.includes(word)));
  return { words, sure, together: answers ? all : cover(sure) };
}

/* Each offer with its question and how many reviews that finds; offers of nothing are left out. */
async function hintsFor(index, asked) {
  const { words, sure, together } = understood(asked);
  return offersOf(index, asked, words, [...(together.length > 1 ? [together] : []), ...sure.map((one) => [one])]);
}

/* Values with the question in their names as it is written, such as "R&D": its letters are no words to ask for. */
function literalHints(index, asked) {
  const said = asked.words.trim().toLowerCase();
  if (said.length < 2) return [];
  const found = openFacets(asked).flatMap((searchFacet) => searchFacet.options
    .filter((option) => option.any && namesOf(option).some((name) => name.toLowerCase().includes(said)))
    .map((option) => [{ searchFacet, option, explains: [] }]));
  return offersOf(index, asked, [], found);
}

async function offersOf(index, asked, words, sets) {
  const offers = await Promise.all(sets.slice(0, MOST_HINTS).map(async (set) => {
    const chosen = { ...asked.chosen, ...Object.fromEntries(set.map(({ searchFacet, option }) => [searchFacet.name, [option.value]])) };
    const left = words.filter((word) => !set.some((one) => one.explains.includes(word)));
    const question = { ...asked, words: left.join(" "), chosen };
    return { label: set.map(({ searchFacet, option }) => `${searchFacet.label}: ${option.title}`).join(" + "), question, ...await index.total(question) };
  }));
  return offers.filter((offer) => offer.total);
}

function showHints(offers, ask) {
  page.querySelector(".aw-filter-hints").replaceChildren(...offers.map(({ label, question, ...numbers }) => {
    const left = question.words ? ` and “${inFew(question.words.split(" "))}”` : "";
    const button = make("button", { type: "button" }, `${label}${left} `, make("span", { class: "aw-number" }, `– ${countedApart(numbers, "review")}`));
    button.addEventListener("click", () => ask(question));
    return make("li", {}, button);
  }));
}

/* The pages that are about what is asked: of the values that the words mean, or of those that are chosen. */
function pinnedFor(asked) {
  const chosen = searchFacets.flatMap((searchFacet) => searchFacet.options.filter((option) => (asked.chosen[searchFacet.name] || []).includes(option.value)).map((option) => ({ searchFacet, option })));
  return [...understood(asked).together, ...chosen].filter(({ option }) => option.page)
    .sort((a, b) => (b.searchFacet.name === "patterns") - (a.searchFacet.name === "patterns")).slice(0, 2)
    .map(({ searchFacet, option }) => ({ ...option, kind: searchFacet.label, href: pageAt(option.page) }));
}

function showPinned(about) {
  const box = page.querySelector(".aw-pinned");
  box.hidden = !about.length;
  box.replaceChildren(...about.map(({ kind, href, title, line }) => make("p", {}, badge(kind, "type"), " ",
    make("a", { class: "aw-title", href }, title), ...(line ? [" ", make("span", { class: "aw-quiet" }, line)] : []))));
}
