/* What the page of the form has, and what the parts of the search take for granted. */
const page = document.querySelector(".aw-write");
const { pageAt, loadPart } = window.afterword;
const { Validator, format, isMap, isScalar, isSeq, parseDocument, stringify } = window.afterwordTools;

const searchFacets = [];
const searchFacetNamed = {};
const sorts = {};
function nothingAsked({ words }) {
  return !words;
}

let idsGiven = 0;
function newId() {
  idsGiven += 1;
  return `aw-w${idsGiven}`;
}

/* A text with `code` in backticks, as elements. */
function withCode(text) {
  return String(text).split("`").map((part, at) => (at % 2 ? make("code", {}, part) : part));
}

/* Tells something in its place, or nothing there. */
function tellIn(place, said) {
  place.hidden = !said;
  place.replaceChildren(...(said ? withCode(said) : []));
}

/* Opens everything that is folded around an element. */
function unfoldTo(element) {
  for (let up = element.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
}

function button(label, css, press, about) {
  const made = make("button", { type: "button", class: css }, label, about && make("span", { class: "aw-visually-hidden" }, ` ${about}`));
  made.addEventListener("click", press);
  return made;
}

/* Whoever has pressed a button and not yet let go would miss it if the page moved: what moves the page waits for this.
   Some menus never tell that they were let go, so it waits a second at most. */
let letGo = Promise.resolve();
document.addEventListener("pointerdown", () => {
  letGo = new Promise((done) => {
    document.addEventListener("pointerup", () => setTimeout(done), { once: true });
    setTimeout(done, 1000);
  });
});

/* Does something some time after it was last asked for. */
function delayed(act, milliseconds) {
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const ask = () => {
    stop();
    const mine = setTimeout(async () => {
      await letGo;
      if (timer !== mine) return;
      timer = 0;
      act();
    }, milliseconds);
    timer = mine;
  };
  return { ask, stop, waits: () => timer !== 0 };
}
