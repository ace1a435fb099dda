/* What to try when nothing was found: one filter fewer, a word that is nearly the same, or the lists. */
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

/* For each word that no filter knows and that is not `right`, the nearest one among the titles of all filters. */
function nearestWords(words, right) {
  const known = new Set(shelves.flatMap((shelf) => shelf.options.flatMap((option) => plainWords(option.title))));
  const changed = plainWords(words).map((word) => {
    if (word.length < 4 || known.has(word) || (right && right(word))) return word;
    const near = [...known].map((other) => [distance(word, other), other]).sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))[0];
    return near && near[0] <= Math.ceil(word.length / 4) ? near[1] : word;
  }).join(" ");
  return changed === plainWords(words).join(" ") ? "" : changed;
}

/* Where the index has no such word it takes the longest beginning that it has: the right word, if one is near. */
function meant(asked, first, ask) {
  const marked = first.flatMap((one) => one.matched.flatMap(excerptOf))
    .filter((part) => part.nodeName === "MARK").flatMap((mark) => plainWords(mark.textContent));
  if (!marked.length) return [];
  const right = (word) => marked.some((other) => other.startsWith(word.slice(0, Math.max(4, word.length - 4))));
  const spelt = nearestWords(asked.words, right);
  if (!spelt) return [];
  const button = make("button", { type: "button" }, spelt);
  button.addEventListener("click", () => ask({ ...asked, words: spelt }));
  return [make("p", {}, "Did you mean ", button, "?")];
}

/* Questions that are near to this one and have an answer, each with how many pages it finds. */
async function nearQuestions(index, asked) {
  const near = [];
  for (const shelf of shelves) {
    if (!asked.chosen[shelf.name]) continue;
    const { [shelf.name]: left, ...chosen } = asked.chosen;
    near.push([`Without ${shelf.label}: ${left.map(shelf.title).join(" or ")}`, { ...asked, chosen }]);
  }
  if (near.length > 1) near.push(["Without any filter", { ...asked, chosen: {} }]);
  const spelt = nearestWords(asked.words);
  if (spelt) near.push([`With “${spelt}”`, { ...asked, words: spelt }]);
  const words = plainWords(asked.words);
  if (words.length > 1) for (const word of words.slice(0, 4)) near.push([`With “${word}” alone`, { ...asked, words: word }]);
  else if (words.length && near.length) near.push(["With the filters alone", { ...asked, words: "" }]);
  const told = await Promise.all(near.map(async ([label, question]) => [label, question, (await index.ask(question)).total]));
  return told.filter(([, question, total]) => total && !nothingAsked(question));
}

async function advise(index, asked, ask) {
  const near = await nearQuestions(index, asked);
  const items = near.map(([label, question, total]) => {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => ask(question));
    return make("li", {}, button, ` (${counted(total, "page")})`);
  });
  const lists = [...document.querySelectorAll(".aw-begin .aw-more")].map((link) => link.cloneNode(true));
  return [
    make("p", {}, items.length ? "Nothing has all of that. Nearest to it:" : "Nothing has these words. Try fewer or other ones, such as a model, a symptom or a layer."),
    ...(items.length ? [make("ul", {}, ...items)] : []),
    make("p", {}, "Or browse: ", ...lists.flatMap((link) => [link, " "])),
  ];
}
