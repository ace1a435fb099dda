/* What to try when nothing was found: one filter or word fewer, or the lists; and words that were read as others. */

/* The words that nothing has: a text that was pasted has many. */
const MOST_UNKNOWN = 4;
function unknownWords(unknown) {
  const said = unknown.slice(0, MOST_UNKNOWN).map((word) => `“${word}”`);
  const more = unknown.length - said.length;
  return make("p", {}, `No results for ${[...said, ...(more ? [counted(more, "other word")] : [])].join(" and ")}.`);
}

/* The words that were taken for others, with the question as it was understood. */
function correctedWords(asked, corrected, ask) {
  const meant = new Map(corrected);
  const right = plainWords(asked.words).map((word) => meant.get(word) || word).join(" ");
  const button = make("button", { type: "button" }, inFew(right.split(" ")));
  button.addEventListener("click", () => ask({ ...asked, words: right }));
  return make("p", {}, `No page has ${corrected.map(([word]) => `“${word}”`).join(" or ")}. Results for `, button, ".");
}

/* Questions that are near to this one and have an answer, each with how many pages it finds. */
async function nearQuestions(index, asked, { unknown }) {
  const near = [];
  if (phrasesIn(asked.words).length) near.push(["Search without the quotation marks", { ...asked, words: withoutQuotes(asked.words) }]);
  for (const searchFacet of searchFacets) {
    if (!asked.chosen[searchFacet.name]) continue;
    const { [searchFacet.name]: left, ...chosen } = asked.chosen;
    near.push([`Remove ${searchFacet.label}: ${left.map(searchFacet.title).join(" or ")}`, { ...asked, chosen }]);
  }
  if (near.length > 1) near.push(["Remove all filters", { ...asked, chosen: {} }]);
  const words = phrasesIn(asked.words).length ? [] : tellingWords(asked.words);
  const known = words.filter((word) => !unknown.includes(word));
  if (unknown.length && known.length > 1) near.push([`Search for “${known.join(" ")}”`, { ...asked, words: known.join(" ") }]);
  if (words.length > 1) for (const word of known.slice(0, 4)) near.push([`Search for “${word}” only`, { ...asked, words: word }]);
  else if (words.length && near.length) near.push(["Use the filters only", { ...asked, words: "" }]);
  const answered = await Promise.all(near.filter(([, question]) => !nothingAsked(question))
    .map(async ([label, question]) => [label, question, await index.total(question)]));
  return answered.filter(([, , { total }]) => total);
}

async function advise(index, asked, found, ask) {
  const { unknown, corrected, total } = found;
  const told = [...(corrected.length && total ? [correctedWords(asked, corrected, ask)] : []), ...(unknown.length ? [unknownWords(unknown)] : [])];
  if (total) return told;
  const near = await nearQuestions(index, asked, found);
  const items = near.map(([label, question, number]) => {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => ask(question));
    return make("li", {}, button, ` (${countedApart(number, "page")})`);
  });
  const lists = [...document.querySelectorAll(".aw-search-start .aw-more")].map((link) => link.cloneNode(true));
  const nothing = items.length ? "No page matches everything. Try one of these:" : "Try fewer or other words, such as a model, a symptom or a layer.";
  return [
    ...told,
    make("p", {}, nothing),
    ...(items.length ? [make("ul", {}, ...items)] : []),
    make("p", {}, "Or browse: ", ...lists.flatMap((link) => [link, " "])),
  ];
}
