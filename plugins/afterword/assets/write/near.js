/* The past incidents that are nearest to a title, by the site's own search. */
const MOST_NEAR = 3;
let nearIndex = null;

async function nearestTo(title) {
  if (tellingWords(title).length < 2) return [];
  nearIndex = nearIndex || indexOfParts();
  nearIndex.catch(() => { nearIndex = null; });
  const found = await (await nearIndex).ask({ words: title, chosen: { type: ["review"] }, sort: "" });
  return found.some(0, MOST_NEAR);
}

function nearOf({ url, facts }) {
  const about = [facts.date, facts.severity, facts.models].filter(Boolean).join(", ");
  return make("li", {}, make("a", { href: url, target: "_blank" }, facts.title), ` ${about}`,
    facts.provenance ? make("span", { class: "aw-badge aw-illustrative" }, facts.provenance) : null);
}

/* Shows them below the title while it is typed. */
function showNearWhileTyped(control) {
  const input = control.element.querySelector("input");
  const place = make("div", { class: "aw-near", role: "status" });
  control.element.append(place);
  let turn = 0;
  const look = async () => {
    const mine = (turn += 1);
    let found = [];
    try {
      found = await nearestTo(input.value);
    } catch (error) {
      console.warn(error); // the form works without it
    }
    await letGo;
    if (mine !== turn) return;
    place.replaceChildren(...(found.length ? [make("p", {}, "Has this happened before? The nearest past reviews, in a new tab:"), make("ul", {}, ...found.map(nearOf))] : []));
  };
  input.addEventListener("input", delayed(look, 300).ask);
}
