/* The parts of the index, each loaded once. */
const INDEX = "assets/search";
const partsAsked = new Map();
let partsTurn = 0;

function remembered(name, load) {
  if (!partsAsked.has(name)) partsAsked.set(name, load());
  return partsAsked.get(name);
}

/* The head knows the others by a version. Where one is missing, the site may be newer than a head from a cache. */
function theHead() {
  return remembered("head", () => loadPart("head", `${INDEX}/head.js${partsTurn ? `?${partsTurn}` : ""}`).catch(forgetParts));
}

async function thePart(name) {
  const { version } = await theHead();
  return remembered(name, () => loadPart(name, `${INDEX}/${version}/${name}.js`).catch(forgetParts));
}

function forgetParts(error) {
  partsAsked.clear();
  partsTurn += 1;
  throw error;
}
