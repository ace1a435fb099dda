/* Small means to make elements, and what the parts of the search take for granted. Texts are set as texts, never as HTML. */
const page = document.querySelector(".aw-write");
const { pageAt, loadPart } = window.afterword;
const { Validator, format, isMap, isScalar, isSeq, parseDocument, stringify } = window.afterwordTools;

const searchFacets = [];
const searchFacetNamed = {};
const sorts = {};
function nothingAsked({ words }) {
  return !words;
}

function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false && value !== "") made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function counted(number, one, many) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many || one + "s"}`;
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

function button(label, css, press, about) {
  const made = make("button", { type: "button", class: css }, label, about && make("span", { class: "aw-visually-hidden" }, ` ${about}`));
  made.addEventListener("click", press);
  return made;
}
