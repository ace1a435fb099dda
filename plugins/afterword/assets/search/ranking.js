/* How well each page answers ideas, as analysis/recall ranks; SYNONYM, TEXT_SHARE, LENT, PATTERN_COUNTS and MODEL_COUNTS
   are its figures, which are put before the parts of the script. */

/* How much a word counts that stands on a page outside all that recall reads. */
const BESIDE = 0.08;

function rarity(size, known) {
  return Math.log(1 + (size - known + 0.5) / (known + 0.5));
}

/* How much a trait that so many reviews have tells them from the others. */
function traitRarity(size, sharing) {
  return Math.log((size + 1) / (Math.max(1, sharing) + 0.5)) / Math.log(size + 1);
}

/* The words of an idea on one shelf: what each is worth, and by page how strongly it speaks of it. */
function wordsOnShelf(idea, at, size) {
  const read = idea.own.map(({ shelves }) => [...shelves[at].values()].filter(Boolean).length);
  const own = idea.own.map(({ factor, shelves }, number) =>
    ({ worth: factor * rarity(size, read[number] || shelves[at].size), strengths: shelves[at], covers: factor }));
  const counts = read.some(Boolean) ? SYNONYM : 1;
  const same = idea.groups.map((group) => ({ worth: counts * group.shelves[at].most, strengths: group.shelves[at].best, covers: counts }));
  return own.length ? [...own, ...same] : [{ worth: rarity(size, 0), strengths: new Map(), covers: 1 }];
}

/* By page of one shelf, the part of what is asked that it answers, the part of whose words it has any at all, how much
   the words tell that it has as they were asked, and how many ideas it has a word of. */
function scoresOnShelf(ideas, at, size) {
  const scores = new Map();
  let whole = 0;
  for (const idea of ideas) {
    const words = wordsOnShelf(idea, at, size);
    const most = idea.weight * Math.max(...words.map(({ worth }) => worth));
    whole += most;
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

/* By review, what it has in common with the patterns that the question resembles most, and with the models it names. */
function structureOf(patterns, models, size) {
  const best = [...patterns].sort((a, b) => b[1].score - a[1].score || a[0] - b[0]).slice(0, LENT);
  const kinds = [
    [PATTERN_COUNTS, best.map(([page, { score }]) => ({ trust: score, reviews: reviewsWith(page) }))],
    [MODEL_COUNTS, models.map((reviews) => ({ trust: 1, reviews }))],
  ].filter(([, traits]) => traits.length);
  const whole = kinds.reduce((sum, [counts]) => sum + counts, 0);
  const scores = new Map();
  for (const [counts, traits] of kinds) {
    for (const { trust, reviews } of traits) {
      const part = (counts / whole) * traitRarity(size, reviews.length) * (trust / traits.length);
      for (const review of reviews) scores.set(review, (scores.get(review) || 0) + part);
    }
  }
  return scores;
}
