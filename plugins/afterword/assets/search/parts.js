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

/* A page as a result shows it. */
async function thePage(number) {
  const { pages } = await theHead();
  return (await thePages(Math.floor(number / pages)))[number % pages];
}

/* The pages of one part. An old browser that cannot unpack their texts shows the rest. */
function thePages(part) {
  return remembered(`texts/${part}`, async () => {
    const { pages, texts } = await thePart(`page/${part}`);
    const unpacking = unpackingStream();
    const all = unpacking ? await unpacked(texts, unpacking) : [];
    return pages.map((page, at) => ({ ...page, ...(all[at] || { actions: [], parts: [] }) }));
  }).catch(forgetParts);
}

/* Some browsers know no such stream, and some know it only for other formats. */
function unpackingStream() {
  try {
    return new DecompressionStream("deflate-raw");
  } catch {
    return null;
  }
}

async function unpacked(text, unpacking) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const whole = new Blob([bytes]).stream().pipeThrough(unpacking);
  return JSON.parse(await new Response(whole).text());
}

function forgetParts(error) {
  partsAsked.clear();
  partsTurn += 1;
  throw error;
}
