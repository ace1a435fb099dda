/* A phrase in quotation marks: its words stand on a page one after another, as they were written. */
const QUOTED = /"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»/g;

/* A phrase is looked for in the text of pages, and no more of them are read for it: those that answer best. */
const MOST_READ = 120;

function phrasesIn(text) {
  return [...text.matchAll(QUOTED)].map((found) => plainWords(found.slice(1).find(Boolean))).filter((words) => words.length);
}

/* The question with its words wherever they stand. */
function withoutQuotes(text) {
  return text.replace(/["“”„«»]/g, " ").replace(/\s+/g, " ").trim();
}

/* Where a phrase begins among words; -1 where it does not stand. */
function placeOf(phrase, words) {
  return words.findIndex((_, at) => phrase.every((word, further) => words[at + further] === word));
}

function saysPhrase(phrase, text) {
  return ` ${plainWords(text).join(" ")} `.includes(` ${phrase.join(" ")} `);
}

async function saysAll(page, phrases) {
  const { facts, parts } = await thePage(page);
  const texts = [facts.title || "", facts.line || "", ...parts.flatMap(([, title, text]) => [title, text])];
  return phrases.every((phrase) => texts.some((text) => saysPhrase(phrase, text)));
}

/* Of pages in order those that say every phrase. */
async function saying(pages, phrases) {
  const read = pages.slice(0, MOST_READ);
  const says = await Promise.all(read.map((page) => saysAll(page, phrases)));
  return read.filter((_, at) => says[at]);
}
