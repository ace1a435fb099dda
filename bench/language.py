"""Judge labelled sentences with the language rules and with a naive list of words: ``python -m bench.language``.

``--file PATH`` judges any file of the same shape: columns ``labels`` and ``sentence``, parted by tabs, and no quoting.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from afterword.language import FAMILIES, find, lexicon
from bench.generate import REPOSITORY
from bench.measure import processor

SENTENCES = REPOSITORY / "tests" / "language" / "sentences.tsv"
PARTS = ("development", "held_out")

# What one writes in ten minutes: words that often blame, wherever they stand, and for names two capitals in a row.
NAIVE = {
    "blame": r"blam\w+|fault|mistakes?|human error|user error|culprit|guilty|forgot|ignored|responsible|caused by",
    "counterfactual": r"should(?:n't)? have|could have|might have|ought to|failed to|if only|had the|neglected to",
    "judgement": r"careless\w*|negligen\w+|reckless\w*|sloppy|lazy|stupid|dumb|naive|obvious\w*|incompeten\w+|foolish",
    "named-person": r"@\w+|(?:Mr|Mrs|Ms|Dr)\.? \w+|(?-i:[A-Z][a-z]+ [A-Z][a-z]+)",
    "hidden-blame": r"performance|disciplin\w+|warning|fired|dismissed|suspended|demoted|retrain\w*|careful",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence and what a reader finds in it; nothing is found in most."""

    part: str
    labels: frozenset[str]
    text: str


@dataclass(frozen=True)
class Score:
    """How often something was found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Judge = Callable[[str], Collection[str]]


def labelled(file: Path = SENTENCES) -> list[Sentence]:
    """Every labelled sentence of a file; a column ``part`` is not needed."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, dialect="excel-tab", quoting=csv.QUOTE_NONE)
        return [
            Sentence(row.get("part", ""), frozenset(row["labels"].split(",")) - {"clean"}, row["sentence"])
            for row in rows
        ]


def by_rules(text: str) -> set[str]:
    """The families that the rules find."""
    return {remark.phrase.family for remark in find(text)}


def by_words(text: str) -> set[str]:
    """The families that the naive list finds."""
    return {family for family, words in NAIVE.items() if re.search(rf"(?<!\w)(?:{words})\b", text, re.IGNORECASE)}


def score(sentences: Collection[Sentence], judge: Judge, families: Collection[str] = FAMILIES) -> Score:
    """Compare a judge with the labels, family by family."""
    right = wrong = missed = 0
    for sentence in sentences:
        found = set(judge(sentence.text)).intersection(families)
        wanted = sentence.labels.intersection(families)
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    return Score(right, wrong, missed)


def table(title: str, sentences: Collection[Sentence]) -> Iterator[str]:
    """The lines of one table: each family and all of them, by both judges."""
    clean = sum(not sentence.labels for sentence in sentences)
    yield f"\n### {title}: {len(sentences)} sentences, {clean} of them clean\n"
    yield "| family | precision | recall | F1 | naive precision | naive recall | naive F1 |"
    yield "|---|---|---|---|---|---|---|"
    for name, families in (*((family, (family,)) for family in FAMILIES), ("all", FAMILIES)):
        scores = (score(sentences, by_rules, families), score(sentences, by_words, families))
        figures = [f"{figure:.3f}" for one in scores for figure in (one.precision, one.recall, one.f1)]
        yield f"| {name} | {' | '.join(figures)} |"


def differences(sentences: Collection[Sentence]) -> Iterator[str]:
    """Each sentence about which the rules and the label disagree."""
    for sentence in sentences:
        found = by_rules(sentence.text)
        if found != sentence.labels:
            labels, said = (", ".join(sorted(names)) or "clean" for names in (sentence.labels, found))
            yield f"{sentence.text} ({labels}; the rules say {said})"


def quality() -> dict[str, float]:
    """Precision and recall of the rules on the labelled sentences of each part."""
    sentences = labelled()
    found = {part: score([one for one in sentences if one.part == part], by_rules) for part in PARTS}
    precision = {f"{part}_precision": one.precision for part, one in found.items()}
    return precision | {f"{part}_recall": one.recall for part, one in found.items()}


def ratios() -> dict[str, float]:
    """What the rules take for reviews against parting them into words, and their loading against reading its YAML."""
    reviews = [file.read_text("utf-8") for file in sorted((REPOSITORY / "postmortems").glob("*.md"))]
    folder = REPOSITORY / "plugins" / "afterword" / "language" / "phrases"
    texts = [file.read_text("utf-8") for file in sorted(folder.glob("*.yaml"))]
    read = processor(25, lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])
    loaded = processor(25, _load)
    parted = processor(5, lambda: [re.findall(r"\w+", text) for text in reviews])
    searched = processor(5, lambda: [list(find(text)) for text in reviews])
    return {"load": loaded / read, "text": searched / parted}


def _load() -> None:
    lexicon.cache_clear()
    lexicon()


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.language", description=__doc__)
    parser.add_argument("--file", type=Path, help="another file of labelled sentences")
    parser.add_argument("--part", choices=PARTS, help="one part of the sentences alone")
    parser.add_argument("--differences", action="store_true", help="list where rules and labels differ instead")
    wanted = parser.parse_args()
    parts = (wanted.part,) if wanted.part else PARTS
    groups = {part.replace("_", "-"): [one for one in labelled() if one.part == part] for part in parts}
    if wanted.file:
        groups = {wanted.file.name: labelled(wanted.file)}
    for title, sentences in groups.items():
        print("\n".join(differences(sentences) if wanted.differences else table(title, sentences)))


if __name__ == "__main__":
    main()
