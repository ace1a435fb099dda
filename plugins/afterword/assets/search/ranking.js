/* How well each page answers ideas, as analysis/recall ranks; SYNONYM, TEXT_SHARE, NAMED_TEXT_SHARE, LENT and TRAITS are
   its figures, which are put before the parts of the script. */

/* How much a word counts that stands on a page outside all that recall reads. */
const BESIDE = 0.08;

function rarity(size, known) {
  return Math.log(1 + (size - known + 0.5) / (known + 0.5));
}

/* How much a trait that so many reviews have tells them from the others. */
function traitRarity(size, sharing) {
  return Math.log((size + 1) / (Math.max(1, sharing) + 0.5)) / Math.log(size + 1);
}

/* The words of an idea that a shelf has: what each is worth, by page how strongly it speaks of it, and how strongly any
   page can. */
function wordsOnShelf(idea, at, size) {
  const read = idea.own.map(({ shelves }) => [...shelves[at].values()].filter(Boolean).length);
  const own = idea.own.map(({ factor, shelves }, number) =>
    ({ worth: factor * rarity(size, read[number] || shelves[at].size), strengths: shelves[at], covers: factor, most: read[number] ? 1 : BESIDE }));
  const counts = read.some(Boolean) ? SYNONYM : 1;
  const same = idea.groups.map((group) => ({ worth: counts * group.shelves[at].most, strengths: group.shelves[at].best, covers: counts, most: 1 }));
  return [...own, ...same].filter(({ strengths }) => strengths.size);
}

/* The most that a page of a shelf can answer of an idea: nothing of one that none has. */
function worthOnShelf(idea, at, size) {
  return idea.weight * Math.max(0, ...wordsOnShelf(idea, at, size).map(({ worth, most }) => worth * most));
}

/* By page of one shelf, the part of what is asked that it answers, the part of whose words it has any at all, how much
   the words tell that it has as they were asked, and how many ideas it has a word of. */
function scoresOnShelf(ideas, at, size) {
  const scores = new Map();
  let whole = 0;
  for (const idea of ideas) {
    const words = wordsOnShelf(idea, at, size);
    const most = idea.weight * Math.max(0, ...words.map(({ worth }) => worth));
    // What only a pattern has is missed in a review; what neither has asks for neither.
    whole += worthOnShelf(idea, at, size) || (idea.worth && idea.weight * rarity(size, 0));
    const best = new Map();
    for (const { worth, strengths, covers } of words) {
      for (const [page, strength] of strengths) {
        const value = idea.weight * worth * (strength || BESIDE);
        const before = best.get(page) || { value: 0, covers: 0 };
        best.set(page, { value: Math.max(before.value, value), covers: Math.max(before.covers, covers) });
      }
    }
    const said = new Set(idea.own.flatMap(({ shelves }) => [...shelves[at].keys()]));
    for (const [page, { value, covers }] of best) {
      const before = scores.get(page) || { score: 0, covered: 0, said: 0, ideas: 0 };
      scores.set(page, {
        score: before.score + value,
        covered: before.covered + covers * most,
        said: before.said + (said.has(page) ? idea.tells : 0),
        ideas: before.ideas + 1,
      });
    }
  }
  for (const found of scores.values()) {
    found.score /= whole || 1;
    found.covered /= whole || 1;
  }
  return scores;
}

/* What the text counts beside what it names: a question that is nothing but the name of a pattern means those that have it. */
function textShare(ideas, named) {
  const called = new Set(named.filter(({ kind }) => kind === "pattern").flatMap(({ stems }) => stems));
  if (!called.size) return TEXT_SHARE;
  const byName = ideas.filter(({ stem }) => called.has(stem)).length;
  return Math.max(NAMED_TEXT_SHARE, TEXT_SHARE * (1 - byName / Math.max(1, ideas.length)));
}

/* The patterns that a question resembles most, for one that names none. */
function resembled(patterns) {
  const best = [...patterns].sort((a, b) => b[1].score - a[1].score || a[0] - b[0]).slice(0, LENT);
  return best.map(([page, { score }]) => ({ kind: "pattern", trust: score, reviews: reviewsWith(page), pages: [] }));
}

/* By page, what it has in common with what is named or guessed. */
function structureOf(traits, size) {
  const number = (kind) => traits.filter((one) => one.kind === kind).length;
  const whole = Object.entries(TRAITS).reduce((sum, [kind, { weight }]) => sum + (number(kind) && weight), 0);
  const scores = new Map();
  for (const { kind, trust, reviews, pages } of traits) {
    const part = (TRAITS[kind].weight / whole) * traitRarity(size, reviews.length) * (trust / number(kind));
    for (const page of new Set([...reviews, ...pages])) scores.set(page, (scores.get(page) || 0) + part);
  }
  return scores;
}

/* The traits of a review that a question names, as recall says them. */
function saidOf(page, named) {
  return Object.entries(TRAITS).flatMap(([kind, { one, many }]) => {
    const there = named.filter((trait) => trait.kind === kind && trait.reviews.includes(page)).map(({ called }) => called);
    return there.length ? [`${there.length > 1 ? many : one} ${there.join(", ")}`] : [];
  }).join("; ");
}
