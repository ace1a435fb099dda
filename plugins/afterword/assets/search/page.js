/* The page of the search: asks, shows, keeps the address, and listens to the keys. */
const STEP = 10;
const pane = page.querySelector(".aw-answer-pane");
const told = page.querySelector(".aw-told");
const list = page.querySelector(".aw-results");
const further = page.querySelector(".aw-further");
const advice = page.querySelector(".aw-advice");
const begin = document.querySelector(".aw-begin");
let turn = 0;
let answer = null;
let shownOf = null;

function say(text) {
  told.textContent = text;
}

async function show(asked) {
  const mine = (turn += 1);
  shownOf = asked;
  const idle = nothingAsked(asked);
  begin.hidden = !idle;
  pane.hidden = idle;
  showTaken(asked, takeBack);
  const slow = setTimeout(() => { if (mine === turn) say("Searching …"); }, 250);
  pane.setAttribute("aria-busy", "true");
  try {
    const index = await theIndex();
    const found = await index.ask(asked);
    const [first, offers] = idle ? [[], []] : await Promise.all([found.some(0, STEP), hintsFor(index, asked)]);
    if (mine !== turn) return;
    answer = found;
    showCounts(found.counts, asked);
    list.replaceChildren(...first.map((one, at) => resultOf(one, asked, at === 0 && found.total > 1)));
    showHints(offers, ask);
    showPinned(asked);
    showBehind(null);
    further.hidden = first.length >= found.total || idle;
    say(idle ? "" : [found.total ? counted(found.total, "page") + " found." : "Nothing found.", index.note].filter(Boolean).join(" "));
    const made = idle || found.total ? [] : await advise(index, asked, found.unknown, ask);
    if (mine !== turn) return;
    advice.replaceChildren(...made);
    advice.hidden = !made.length;
    // The reviews behind the number are looked at while the first ones are read.
    behind(found, asked).then((link) => { if (mine === turn) showBehind(link); }, () => {});
  } catch {
    if (mine !== turn) return;
    list.replaceChildren();
    further.hidden = true;
    say("The search could not be loaded.");
    const again = make("button", { type: "button" }, "Try again");
    again.addEventListener("click", () => show(asked));
    advice.replaceChildren(make("p", {}, "Is the network there? The lists below lead everywhere as well. "), again);
    advice.hidden = false;
    begin.hidden = false;
  } finally {
    clearTimeout(slow);
    if (mine === turn) pane.removeAttribute("aria-busy");
  }
}

function showBehind(link) {
  const place = page.querySelector(".aw-behind");
  place.hidden = !link;
  place.replaceChildren(...(link ? [link] : []));
}

async function showFurther() {
  const from = list.children.length;
  const more = await answer.some(from, from + STEP);
  list.append(...more.map((one) => resultOf(one, shownOf)));
  further.hidden = list.children.length >= answer.total;
  list.children[from].querySelector("a").focus();
}

function ask(asked) {
  putIntoForm(asked);
  remember(asked, true);
  form.elements.q.focus();
  show(asked);
}

/* Take values of filters back and ask again. */
function takeBack(values) {
  const chosen = Object.entries(askedByForm().chosen)
    .map(([name, has]) => [name, has.filter((value) => !(values[name] || []).includes(value))])
    .filter(([, has]) => has.length);
  ask({ ...askedByForm(), chosen: Object.fromEntries(chosen) });
}

let typing = 0;
form.elements.q.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => { remember(askedByForm(), false); show(askedByForm()); }, 120);
});
form.elements.q.addEventListener("focus", () => { theIndex().catch(() => {}); });
for (const element of [form, page.querySelector("[name=sort]")]) {
  element.addEventListener("change", (event) => {
    if (event.target === form.elements.q) return;
    remember(askedByForm(), true);
    show(askedByForm());
  });
}
form.addEventListener("aw-asked", async () => {
  clearTimeout(typing);
  const asked = askedByForm();
  const named = await theIndex().then((index) => index.exact(asked.words), () => null);
  if (named) { location.assign(named); return; }
  remember(asked, true);
  show(asked);
});
form.addEventListener("click", (event) => {
  const more = event.target.closest(".aw-unfold");
  if (!more || !answer) return;
  more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true"));
  showCounts(answer.counts, askedByForm());
});
further.addEventListener("click", showFurther);
window.addEventListener("popstate", () => { putIntoForm(askedByAddress()); show(askedByAddress()); });

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

form.querySelector(".aw-shelves").open = matchMedia("(min-width: 60em)").matches;
putIntoForm(askedByAddress());
show(askedByAddress());
if (!location.hash && nothingAsked(askedByAddress()) && matchMedia("(hover: hover)").matches) form.elements.q.focus();
