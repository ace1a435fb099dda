/* Where the words of a question stand on a page: the section that says most of them, an excerpt of it, and others. */
const EXCERPT_WORDS = 28;
const MOST_PARTS = 3;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’\p{M}]*/gu;

const stemsOfTexts = new Map();

/* The stems of what is written as one word; a page says most of its words more than once. */
function stemsIn(word) {
  if (!stemsOfTexts.has(word)) stemsOfTexts.set(word, plainWords(word).map(stemOf));
  return stemsOfTexts.get(word);
}

/* Each word of a text that is marked: where it stands among all of them, and what it counts. */
function marksIn(text, marked) {
  const words = [...text.matchAll(WORD)].map((found) => {
    const stems = stemsIn(found[0]).filter((stem) => marked.has(stem));
    const best = stems.sort((a, b) => marked.get(b) - marked.get(a))[0];
    return { start: found.index, end: found.index + found[0].length, stem: best, worth: best ? marked.get(best) : 0 };
  });
  return words;
}

/* Where the first of the phrases begins that a text says. */
function phraseIn(text, words, phrases) {
  if (!phrases.length) return null;
  // What is marked as one may be two words, such as “l’équipe”, or many, as in Japanese.
  const plain = words.flatMap(({ start, end }, at) => plainWords(text.slice(start, end)).map((word) => ({ word, at })));
  const first = Math.max(-1, ...phrases.map((phrase) => placeOf(phrase, plain.map(({ word }) => word))));
  return first < 0 ? null : { at: plain[first].at };
}

/* What different marked words count together. */
function worthOf(words) {
  return [...new Map(words.filter(({ stem }) => stem).map(({ stem, worth }) => [stem, worth])).values()].reduce((sum, one) => sum + one, 0);
}

/* The stretch of words that counts most; of equals the first. One with a phrase counts more than any other. */
function bestStretch(words, phrase) {
  let best = phrase ? { at: phrase.at, worth: Infinity } : { at: 0, worth: 0 };
  words.forEach(({ stem }, at) => {
    if (!stem) return;
    const worth = worthOf(words.slice(at, at + EXCERPT_WORDS - 4));
    if (worth > best.worth + 1e-9) best = { at, worth };
  });
  const from = Math.max(0, Math.min(best.at - 4, words.length - EXCERPT_WORDS));
  return words.slice(from, from + EXCERPT_WORDS);
}

/* Pieces of text and marks. */
function excerptOf(text, words, phrase) {
  const shown = bestStretch(words, phrase);
  if (!shown.length) return [];
  const pieces = [];
  let at = shown[0] === words[0] ? 0 : shown[0].start;
  if (at) pieces.push("… ");
  for (const { start, end, stem } of shown.filter((one) => one.stem)) {
    pieces.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  const last = shown[shown.length - 1];
  const whole = last === words[words.length - 1];
  return [...pieces, text.slice(at, whole ? text.length : last.end), ...(whole ? [] : [" …"])];
}

/* The head of a review is in its facts already, so that only sections below it are looked at. */
function partsOf(page, marked, phrases = []) {
  const review = page.filters.type === "review";
  const below = page.parts.filter(([anchor]) => anchor);
  const parts = (below.length || review ? below : page.parts).map(([anchor, title, text]) => {
    const words = marksIn(text, marked);
    return { anchor, title, text, words, phrase: phraseIn(text, words, phrases), worth: worthOf([...words, ...marksIn(title, marked)]) };
  });
  const best = parts.filter(({ worth }) => worth).sort((a, b) => Boolean(b.phrase) - Boolean(a.phrase) || b.worth - a.worth);
  const saying = best.some(({ phrase }) => phrase) ? best.filter(({ phrase }) => phrase) : best;
  // Two sections may have one name; the first that says more stands for both.
  const named = [...new Map(saying.filter(({ anchor }) => anchor).reverse().map((part) => [part.title, part])).values()].reverse();
  return {
    excerpt: best.length ? excerptOf(best[0].text, best[0].words, best[0].phrase) : [],
    parts: named.slice(0, MOST_PARTS).map(({ anchor, title }) => ({ url: `${pageAt(page.url)}#${anchor}`, title })),
  };
}
