/* Words as the index has them: without case, accents and endings, as text/terms.py makes them. SMALL_WORDS, ELIDED,
   ENGLISH_ENDINGS and SPELLED are put before the parts of the script, and the stemmer is Snowball's. */
const BEFORE_APOSTROPHE = new RegExp(`([\\p{L}\\p{N}_]+)['’](?=[\\p{L}\\p{N}])(?!(?:${ENGLISH_ENDINGS.join("|")})(?![\\p{L}\\p{N}_]))`, "gu");

function spelled(text) {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\0-\x7f]/gu, (letter) => SPELLED[letter] || letter);
}

function plainWords(text) {
  const apart = spelled(text).replace(BEFORE_APOSTROPHE, (both, before) => (ELIDED.includes(before) ? `${before} ` : both)).replace(/['’]/g, "");
  return apart.match(/[\u3040-\u30ff\u3400-\u9fff]|[\p{L}\p{N}]+/gu) || [];
}

const stemmer = new EnglishStemmer();
const stemsOfWords = new Map();

/* The stem of a word, of which forty characters count; empty for a small word, which says nothing. */
function stemOf(word) {
  if (SMALL_WORDS.has(word)) return "";
  if (!stemsOfWords.has(word)) stemsOfWords.set(word, stemmer.stemWord(Array.from(word).slice(0, 40).join("")));
  return stemsOfWords.get(word);
}

/* The words of a question without single letters, and without small ones unless it has no others. */
function tellingWords(text) {
  const words = plainWords(text).filter((word) => word.length > 1 || !/[a-z0-9]/.test(word));
  const telling = words.filter((word) => !SMALL_WORDS.has(word));
  return telling.length ? telling : words;
}
