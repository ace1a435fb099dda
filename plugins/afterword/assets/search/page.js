/* The search page: asks, shows results, keeps the address, and handles the keys. */
const STEP = 10;
/* A result among so many is not also put above them. */
const SEEN_AT_ONCE = 3;
const pane = page.querySelector(".aw-results-pane");
const statusLine = page.querySelector(".aw-result-count");
const list = page.querySelector(".aw-results");
const moreButton = page.querySelector(".aw-show-more");
const advice = page.querySelector(".aw-suggestions");
const toResults = form.querySelector(".aw-show-results");
const begin = document.querySelector(".aw-search-start");
let turn = 0;
let answer = null;
let shownOf = null;
let pinned = [];
let given = 0;

/* Results below what stands above them already, so that each is there once. */
function listed(results) {
  return results.filter(({ url }) => !pinned.some(({ href }) => href === url));
}

function say(text) {
  statusLine.textContent = text;
}

async function show(written) {
  // Single letters ask for nothing but what is called so.
  const short = written.words && !tellingWords(written.words).length;
  const asked = short ? { ...written, words: "" } : written;
  const mine = (turn += 1);
  shownOf = asked;
  const idle = nothingAsked(asked);
  begin.hidden = !idle;
  pane.hidden = idle && !short;
  showTaken(asked, takeBack);
  showUnknown(unknownInAddress());
  const slow = setTimeout(() => { if (mine === turn) say("Searching …"); }, 250);
  pane.setAttribute("aria-busy", "true");
  try {
    const index = await theIndex();
    const found = await index.ask(asked);
    // All that stands above the results is there before them: nothing moves under the reader's finger.
    const [first, offers, named, link] = await Promise.all([
      idle ? [] : found.some(0, STEP), short ? literalHints(index, written) : hintsFor(index, asked), pageNamed(written.words),
      idle ? null : behind(index, found, asked).catch(missed)
    ]);
    if (mine !== turn) return;
    answer = found;
    showCounts(found.counts, asked);
    const atOnce = first.slice(0, SEEN_AT_ONCE).map(({ url }) => url);
    pinned = pinnedFor(asked).filter(({ href }) => !atOnce.includes(href));
    given = first.length;
    list.replaceChildren(...listed(first).map((one, at) => resultOf(one, asked, at === 0 && found.total > 1)));
    showHints(offers, ask);
    showPinned(pinned);
    showNamed(named);
    showBehind(link);
    moreButton.hidden = given >= found.total || idle;
    toResults.hidden = idle;
    toResults.textContent = found.total ? `Show ${countedApart(found, "page")}` : "No results; show suggestions";
    const whole = found.total && !found.most;
    const number = whole ? `${counted(found.total, "page")} found${ofThemInvented(found.invented)}.` : named ? "One page has this name."
      : found.most ? "No page matches everything. These match best." : "No results.";
    say([!idle && number, short && "Single letters are not searched. Type a word of two letters or more."].filter(Boolean).join(" "));
    const made = idle || named ? [] : await advise(index, asked, found, ask);
    if (mine !== turn) return;
    advice.replaceChildren(...made);
    advice.hidden = !made.length;
  } catch (error) {
    console.error(error);
    closeIndex();
    if (mine !== turn) return;
    list.replaceChildren();
    moreButton.hidden = true;
    say("Search failed. Check your connection, or browse below.");
    const again = make("button", { type: "button" }, "Try again");
    again.addEventListener("click", () => show(asked));
    advice.replaceChildren(again);
    advice.hidden = false;
    begin.hidden = false;
  } finally {
    clearTimeout(slow);
    if (mine === turn) pane.removeAttribute("aria-busy");
  }
}

/* What stands above the results is worth no failure of them. */
function missed(error) {
  console.error(error);
  return null;
}

function showBehind(link) {
  const place = page.querySelector(".aw-actions-link");
  place.hidden = !link;
  place.replaceChildren(...(link ? [link] : []));
}

async function showMoreResults() {
  const mine = turn;
  const from = list.children.length;
  moreButton.disabled = true;
  try {
    const more = await answer.some(given, given + STEP);
    if (mine !== turn) return;
    given += more.length;
    list.append(...listed(more).map((one) => resultOf(one, shownOf)));
    moreButton.hidden = given >= answer.total;
    (list.children[from] || list.lastElementChild).querySelector("a").focus();
  } catch (error) {
    console.error(error);
    if (mine === turn) say("Search failed. Check your connection.");
  } finally {
    moreButton.disabled = false;
  }
}

function ask(asked) {
  putIntoForm(asked);
  form.elements.q.focus();
  step(asked);
}

/* Take values of filters back and ask again. */
function takeBack(values) {
  const chosen = Object.entries(askedByForm().chosen)
    .map(([name, has]) => [name, has.filter((value) => !(values[name] || []).includes(value))])
    .filter(([, has]) => has.length);
  ask({ ...askedByForm(), chosen: Object.fromEntries(chosen) });
}

/* Typing is one step that "back" takes back, from the first letter to the next choice; the first question needs none. */
let typing = 0;
let typed = false;
form.elements.q.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    remember(askedByForm(), !typed && !nothingAsked(askedByAddress()));
    typed = true;
    show(askedByForm());
  }, 120);
});
function step(asked) {
  clearTimeout(typing);
  typed = false;
  remember(asked, true);
  show(asked);
}
// A question asks for the index again, and tells of a failure.
form.elements.q.addEventListener("focus", () => { theIndex().catch(() => {}); });
for (const element of [form, page.querySelector("[name=sort]")]) {
  element.addEventListener("change", (event) => {
    if (event.target !== form.elements.q) step(askedByForm());
  });
}
form.addEventListener("aw-search-submitted", () => step(askedByForm()));
form.addEventListener("click", (event) => {
  const more = event.target.closest(".aw-unfold");
  if (!more || !answer) return;
  more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true"));
  showCounts(answer.counts, askedByForm());
});
// On a phone the filters are above the results, and longer than the screen.
toResults.addEventListener("click", () => {
  form.querySelector(".aw-search-facets").open = false;
  pane.scrollIntoView();
  (list.querySelector(".aw-title") || form.elements.q).focus({ preventScroll: true });
});
moreButton.addEventListener("click", showMoreResults);
window.addEventListener("popstate", () => {
  clearTimeout(typing);
  typed = false;
  putIntoForm(askedByAddress());
  show(askedByAddress());
});

page.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll(".aw-title")];
  const item = event.target.closest(".aw-result");
  const at = item ? links.findIndex((link) => item.contains(link)) : -1;
  const inBox = event.target === form.elements.q;
  if (!inBox && !item && event.key !== "Escape") return;
  if (event.key === "ArrowDown" && links[at + 1]) links[at + 1].focus();
  else if (event.key === "ArrowUp" && item) (links[at - 1] || form.elements.q).focus();
  else if (event.key === "Escape" && !inBox) form.elements.q.focus();
  else if (event.key === "Escape" && form.elements.q.value) {
    form.elements.q.value = "";
    form.elements.q.dispatchEvent(new Event("input"));
  } else if (event.key === "Escape") form.elements.q.blur();
  else return;
  event.preventDefault();
});

form.querySelector(".aw-search-facets").open = matchMedia("(min-width: 60em)").matches;
putIntoForm(askedByAddress());
show(askedByAddress());
/* Who comes with words wants to go on from them with the arrows; where a keyboard would cover the results they come first. */
const { words, chosen } = askedByAddress();
const keys = matchMedia("(hover: hover)").matches;
if (!location.hash && (words ? keys : !Object.keys(chosen).length)) {
  form.elements.q.focus({ preventScroll: true });
  form.elements.q.setSelectionRange(words.length, words.length);
}
