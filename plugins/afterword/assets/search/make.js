/* Makes elements and says numbers, for the search and for the form. Texts are set as texts, never as HTML. */
function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false && value !== "") made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/* A number in thousands. One format for all: to make it costs more than to use it. */
const withCommas = new Intl.NumberFormat("en-GB").format;

function counted(number, one, many) {
  return `${withCommas(number)} ${number === 1 ? one : many || one + "s"}`;
}
