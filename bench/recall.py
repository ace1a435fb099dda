"""Ask the labelled questions of Afterword, of bm25s and of scikit-learn: ``python -m bench.recall``."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from afterword.corpus import load
from afterword.model import Pattern, Review
from afterword.recall import Recall
from afterword.recall.narrative import narrative
from afterword.settings import load_settings
from bench.generate import REPOSITORY, generate

QUESTIONS = REPOSITORY / "tests" / "recall" / "queries.yaml"
PARTS = ("development", "held_out")
DEEP = 1000

Rank = Callable[[str], Sequence[str]]
"""From a text to the ids of the reviews, nearest first."""


@dataclass(frozen=True)
class Question:
    """A text, the reviews of which any one answers it, and the review that asks, where it is one."""

    text: str
    finds: frozenset[str]
    asker: Review | None = None


@dataclass(frozen=True)
class Figures:
    """The share of questions answered by the first and by the first five, and the mean reciprocal rank."""

    asked: int
    at_1: float
    at_5: float
    reciprocal: float

    @classmethod
    def of(cls, ranks: Sequence[int | None]) -> Figures:
        """The figures of the ranks, counted from 1, at which the first right review stood."""
        there = [rank for rank in ranks if rank is not None]
        asked = max(1, len(ranks))
        return cls(
            len(ranks),
            sum(rank == 1 for rank in there) / asked,
            sum(rank <= 5 for rank in there) / asked,
            sum(1 / rank for rank in there) / asked,
        )


def base(root: Path = REPOSITORY) -> tuple[list[Review], list[Pattern]]:
    """The reviews and patterns of a knowledge base."""
    values = [entry.value for entry in load(load_settings(root)).entries]
    return (
        [value for value in values if isinstance(value, Review)],
        [value for value in values if isinstance(value, Pattern)],
    )


def questions(part: str) -> list[Question]:
    """The labelled questions of a part."""
    rows: list[dict[str, Any]] = yaml.safe_load(QUESTIONS.read_text("utf-8"))[part]
    return [Question(row["asks"], frozenset(row["finds"])) for row in rows]


def pairs(reviews: Sequence[Review]) -> list[Question]:
    """Each review that people related to others, asked without saying so: its others are to be found."""
    related: dict[str, set[str]] = {}
    for review in reviews:
        for link in review.data.get("related", ()):
            related.setdefault(review.id, set()).add(link["id"])
            related.setdefault(link["id"], set()).add(review.id)
    return [
        Question(narrative(review), frozenset(related[review.id]), review)
        for review in unrelated(reviews)
        if review.id in related
    ]


def unrelated(reviews: Sequence[Review]) -> list[Review]:
    """The reviews without what people say of them."""
    verdicts = {"related", "not_related"}
    return [
        replace(review, data={name: value for name, value in review.data.items() if name not in verdicts})
        for review in reviews
    ]


def rank_of(found: Sequence[str], question: Question) -> int | None:
    """Where the first right review stands, the asker left out."""
    others = [id_ for id_ in found if question.asker is None or id_ != question.asker.id]
    return next((place for place, id_ in enumerate(others, 1) if id_ in question.finds), None)


def ours(reviews: Sequence[Review], patterns: Sequence[Pattern]) -> Callable[[Question], Sequence[str]]:
    """Afterword's own recall."""
    recall = Recall.of(unrelated(reviews), patterns)

    def ask(question: Question) -> list[str]:
        found = recall.near_review(question.asker, DEEP) if question.asker else recall.near_text(question.text, DEEP)
        return [hit.review.id for hit in found]

    return ask


def bm25s_rank(reviews: Sequence[Review], *, stemmed: bool) -> Rank:
    """The ranking of bm25s over the same narrative, with its English list of small words."""
    import bm25s  # noqa: PLC0415
    from snowballstemmer.english_stemmer import EnglishStemmer  # noqa: PLC0415

    stemmer = EnglishStemmer().stemWords if stemmed else None
    split: Any = lambda texts: bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)  # noqa: E731
    index = bm25s.BM25()
    index.index(split([narrative(review) for review in reviews]), show_progress=False)

    def rank(text: str) -> list[str]:
        places, _ = index.retrieve(split([text]), k=len(reviews), show_progress=False)
        return [reviews[int(place)].id for place in places[0]]

    return rank


def tfidf_rank(reviews: Sequence[Review]) -> Rank:
    """The cosine of scikit-learn's TF-IDF over the same narrative, sublinear and with its English small words."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    vectors = vectorizer.fit_transform([narrative(review) for review in reviews])

    def rank(text: str) -> list[str]:
        cosines = (vectors @ vectorizer.transform([text]).T).toarray().ravel()
        return [reviews[place].id for place in sorted(range(len(reviews)), key=lambda place: (-cosines[place], place))]

    return rank


def ways(reviews: Sequence[Review], patterns: Sequence[Pattern]) -> Mapping[str, Callable[[Question], Sequence[str]]]:
    """Every way of ranking by its name, ours first."""
    peers: dict[str, Rank] = {
        "bm25s": bm25s_rank(reviews, stemmed=False),
        "bm25s, stemmed": bm25s_rank(reviews, stemmed=True),
        "scikit-learn TF-IDF": tfidf_rank(reviews),
    }
    asked = {name: (lambda question, rank=rank: rank(question.text)) for name, rank in peers.items()}
    return {"afterword": ours(reviews, patterns), **asked}


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.recall", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list development questions whose answer is not first")
    wanted = parser.parse_args()
    reviews, patterns = base()
    by_name = ways(reviews, patterns)
    parts = [(part, questions(part)) for part in PARTS] + [("reviews that people related", pairs(reviews))]
    for title, asked in parts:
        print(title, len(asked))
        for name, ask in by_name.items():
            f = Figures.of([rank_of(ask(one), one) for one in asked])
            print(f"  {name:22} {f.at_1:.3f} {f.at_5:.3f} {f.reciprocal:.3f}")
    if wanted.misses:
        for one in questions("development"):
            r = rank_of(by_name["afterword"](one), one)
            if r != 1:
                print(
                    r,
                    [n for n in (rank_of(by_name[k](one), one) for k in by_name)],
                    one.text[:80],
                    list(one.finds),
                    by_name["afterword"](one)[:2],
                )


if __name__ == "__main__":
    main()
