/* What to try when nothing was found: another spelling, one filter or word fewer, or the lists. */
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[other.length];
}

/* The word that may have been meant, among the titles of all filters and what the index has; nothing where none is near. */
async function nearest(index, word) {
  if (word.length < 4) return "";
  const known = new Set([...searchFacets.flatMap((searchFacet) => searchFacet.options.flatMap((option) => plainWords(option.title))), ...(await index.near(word))]);
  const near = [...known].map((other) => [distance(word, other), other]).sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))[0];
  return near && near[0] <= Math.ceil(word.length / 4) ? near[1] : "";
}

/* The words that nothing has, and each in another spelling where one is near. */
async function unknownWords(index, asked, unknown, ask) {
  const spelt = await Promise.all(unknown.map((word) => nearest(index, word)));
  const message = make("p", {}, `No results for ${unknown.map((word) => `“${word}”`).join(" and ")}.`);
  const right = plainWords(asked.words).map((word) => (unknown.includes(word) && spelt[unknown.indexOf(word)]) || word).join(" ");
  if (!spelt.some(Boolean)) return message;
  const button = make("button", { type: "button" }, right);
  button.addEventListener("click", () => ask({ ...asked, words: right }));
  message.append(" Did you mean ", button, "?");
  return message;
}

/* Questions that are near to this one and have an answer, each with how many pages it finds. */
async function nearQuestions(index, asked, { unknown, most }) {
  const near = [];
  for (const searchFacet of searchFacets) {
    if (!asked.chosen[searchFacet.name]) continue;
    const { [searchFacet.name]: left, ...chosen } = asked.chosen;
    near.push([`Remove ${searchFacet.label}: ${left.map(searchFacet.title).join(" or ")}`, { ...asked, chosen }]);
  }
  if (near.length > 1) near.push(["Remove all filters", { ...asked, chosen: {} }]);
  // Pages with some of the words are shown already.
  const words = most ? [] : tellingWords(asked.words);
  const known = words.filter((word) => !unknown.includes(word));
  if (unknown.length && known.length > 1) near.push([`Search for “${known.join(" ")}”`, { ...asked, words: known.join(" ") }]);
  if (words.length > 1) for (const word of known.slice(0, 4)) near.push([`Search for “${word}” only`, { ...asked, words: word }]);
  else if (words.length && near.length) near.push(["Use the filters only", { ...asked, words: "" }]);
  const answered = await Promise.all(near.filter(([, question]) => !nothingAsked(question))
    .map(async ([label, question]) => [label, question, await index.total(question)]));
  return answered.filter(([, , total]) => total);
}

async function advise(index, asked, found, ask) {
  const { unknown, most } = found;
  const near = await nearQuestions(index, asked, found);
  const items = near.map(([label, question, total]) => {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => ask(question));
    return make("li", {}, button, ` (${counted(total, "page")})`);
  });
  const lists = [...document.querySelectorAll(".aw-search-start .aw-more")].map((link) => link.cloneNode(true));
  const nothing = items.length ? "No page matches everything. Try one of these:" : "Try fewer or other words, such as a model, a symptom or a layer.";
  return [
    ...(unknown.length ? [await unknownWords(index, asked, unknown, ask)] : []),
    ...(most ? [] : [make("p", {}, nothing)]),
    ...(items.length ? [make("ul", {}, ...items)] : []),
    ...(most ? [] : [make("p", {}, "Or browse: ", ...lists.flatMap((link) => [link, " "]))]),
  ];
}
