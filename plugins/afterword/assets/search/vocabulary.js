/* What the index knows of a word: the pages that have it, those that have another for it, and words that are near. */

/* The part with what the index knows of a stem, and of names that begin with it; null where no part may have it. */
async function partWith(stem) {
  const { words } = await theHead();
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] <= stem) low = middle + 1;
    else high = middle;
  }
  return low ? thePart(`words/${low - 1}`) : null;
}

/* The stem as each shelf has it, and its groups of synonyms; null where the index has neither. */
async function entryOf(stem) {
  const part = await partWith(stem);
  if (!part || !Object.hasOwn(part, stem)) return null;
  const fields = part[stem].split(".");
  const groups = await Promise.all(numbersOf(fields.pop()).map((number) => thePart(`same/${number}`)));
  return { shelves: fields.map(strengthsOf), groups: groups.map(groupOf) };
}

const groupsRead = new Map();
function groupOf(part) {
  if (!groupsRead.has(part)) {
    const shelves = part.slice(0, -1).map(([most, text]) => ({ most, best: strengthsOf(text) }));
    groupsRead.set(part, { shelves, stems: part[part.length - 1] });
  }
  return groupsRead.get(part);
}

/* All words of the pages that begin with a letter, the most frequent first. */
async function formsOf(letter) {
  const { letters } = await theHead();
  return letter && letters.includes(letter) ? (await thePart(`forms/${letter}`)).split(" ") : [];
}

/* How many letters must be changed, added, left out or swapped to make one word of another. */
function distance(one, other) {
  let above = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], above[j - 2] + 1);
    }
    above = row;
    row = next;
  }
  return row[other.length];
}

const SHORTEST_BEGUN = 3;
const SHORTEST_MISSPELT = 4;
const MOST_MEANT = 6;

/* What a word may mean that the index does not know: words that it begins, or else those that are spelt nearly so.
   Of each stem one word is given. */
async function meantBy(word) {
  if (word.length < SHORTEST_BEGUN) return [];
  const forms = await formsOf(word[0]);
  const begun = forms.filter((form) => form.startsWith(word));
  return eachStem(begun.length ? begun : await misspelt(word, forms)).slice(0, MOST_MEANT);
}

async function misspelt(word, forms) {
  if (word.length < SHORTEST_MISSPELT || /^\d/.test(word)) return [];
  const most = word.length < 8 ? 1 : 2;
  const near = nearest(word, forms, most);
  if (near.length) return near;
  // Hardly anybody slips in the first letter, but for swapping it with the second: "sexist" is no slip of "exist".
  return nearest(word, (await formsOf(word[1])).filter((form) => form[1] === word[0]), most);
}

function nearest(word, forms, most) {
  const found = forms.filter((form) => Math.abs(form.length - word.length) <= most)
    .map((form) => ({ form, off: distance(word, form) })).filter(({ off }) => off <= most);
  const least = Math.min(...found.map(({ off }) => off));
  return found.filter(({ off }) => off === least).map(({ form }) => form);
}

function eachStem(forms) {
  return [...new Map([...forms].reverse().map((form) => [stemOf(form), form])).values()].reverse();
}
