"""Ask the labelled questions of Afterword, of bm25s and of scikit-learn: ``python -m bench.recall``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from afterword.analysis.recall import Recall
from afterword.analysis.recall.narrative import narrative
from afterword.analysis.recall.synonyms import synonyms
from afterword.corpus import load
from afterword.model import Pattern, Review
from afterword.settings import load_settings
from afterword.text.terms import stem, words
from bench.generate import REPOSITORY
from bench.measure import processor
from bench.rankings import bm25s_rank, tfidf_rank

QUESTIONS = REPOSITORY / "tests" / "recall" / "queries.yaml"
PARTS = ("development", "held_out")
OURS = "Afterword"
DEEP = 20
"""How many hits of each way are looked at; nobody reads further."""

Way = Callable[["Question"], Sequence[str]]
"""From a question to the ids of the reviews, nearest first."""


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
    others = [id_ for id_ in found if question.asker is None or id_ != question.asker.id][:DEEP]
    return next((place for place, id_ in enumerate(others, 1) if id_ in question.finds), None)


def figures_of(way: Way, asked: Sequence[Question]) -> Figures:
    """How well a way answers some questions."""
    return Figures.of([rank_of(way(question), question) for question in asked])


def ours(reviews: Sequence[Review], patterns: Sequence[Pattern]) -> Way:
    """Afterword's own recall."""
    recall = Recall.of(unrelated(reviews), patterns)

    def ask(question: Question) -> list[str]:
        found = (
            recall.similar_to_review(question.asker, DEEP)
            if question.asker
            else recall.similar_to_text(question.text, DEEP)
        )
        return [hit.review.id for hit in found]

    return ask


def with_synonyms(text: str) -> str:
    """A text with our synonyms of its words written behind it, to tell the list of synonyms from the ranking."""
    return " ".join([text, *(other for word in words(text) for other in synonyms().get(stem(word), ()))])


def ways(reviews: Sequence[Review], patterns: Sequence[Pattern]) -> Mapping[str, Way]:
    """Every way of ranking by its name, ours first; those of others are given the narrative as one text."""
    plain, stemmed = bm25s_rank(reviews, stemmed=False), bm25s_rank(reviews, stemmed=True)
    tfidf = tfidf_rank(reviews)
    return {
        OURS: ours(reviews, patterns),
        "bm25s": lambda question: plain(question.text),
        "bm25s, stemmed": lambda question: stemmed(question.text),
        "bm25s, stemmed, with our synonyms": lambda question: stemmed(with_synonyms(question.text)),
        "scikit-learn TF-IDF": lambda question: tfidf(question.text),
    }


def table(title: str, asked: Sequence[Question], by_name: Mapping[str, Way]) -> Iterator[str]:
    """The lines of one table: a row of figures for each way."""
    yield f"\n### {title}: {len(asked)} questions\n"
    yield "| way | recall@1 | recall@5 | MRR |"
    yield "|---|---|---|---|"
    for name, way in by_name.items():
        figures = figures_of(way, asked)
        yield f"| {name} | {figures.at_1:.3f} | {figures.at_5:.3f} | {figures.reciprocal:.3f} |"


def quality() -> dict[str, float]:
    """Our own figures by part, as the tables give them."""
    reviews, patterns = base()
    way = ours(reviews, patterns)
    asked = {**{part: questions(part) for part in PARTS}, "related": pairs(reviews)}
    found = {part: figures_of(way, some) for part, some in asked.items()}
    shown = {f"{part}_at_1": figures.at_1 for part, figures in found.items()}
    shown |= {f"{part}_at_5": figures.at_5 for part, figures in found.items()}
    return shown | {f"{part}_mrr": figures.reciprocal for part, figures in found.items()}


def ratios() -> dict[str, float]:
    """What indexing the reviews, and answering the questions, takes against bm25s with the same stems."""
    reviews, patterns = base()
    asked = [question for part in PARTS for question in questions(part)]
    index = {name: processor(5, partial(make, reviews, patterns)) for name, make in _MADE.items()}
    ready = {name: make(reviews, patterns) for name, make in _MADE.items()}
    answers = {name: processor(5, partial(_ask_all, way, asked)) for name, way in ready.items()}
    return {"index": index[OURS] / index["bm25s"], "ask": answers[OURS] / answers["bm25s"]}


def _ours_ready(reviews: Sequence[Review], patterns: Sequence[Pattern]) -> Way:
    """Ours with its index, which is made when the first question comes."""
    way = ours(reviews, patterns)
    way(Question("nothing", frozenset()))
    return way


def _bm25s_ready(reviews: Sequence[Review], _: Sequence[Pattern]) -> Way:
    rank = bm25s_rank(reviews, stemmed=True)
    return lambda question: rank(question.text)


def _ask_all(way: Way, asked: Sequence[Question]) -> None:
    for question in asked:
        way(question)


_MADE: Mapping[str, Callable[[Sequence[Review], Sequence[Pattern]], Way]] = {OURS: _ours_ready, "bm25s": _bm25s_ready}


def misses(asked: Sequence[Question], way: Way) -> Iterator[str]:
    """Each question whose answer does not come first, with its rank and what came first instead."""
    for question in asked:
        found = way(question)
        if (rank := rank_of(found, question)) != 1:
            yield f"{rank or 'never'}: {question.text} ({', '.join(sorted(question.finds))}; first came {found[0]})"


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.recall", description=__doc__)
    parser.add_argument("--misses", choices=PARTS, help="list the questions that are not answered by the first instead")
    wanted = parser.parse_args()
    reviews, patterns = base()
    if wanted.misses:
        print("\n".join(misses(questions(wanted.misses), ours(reviews, patterns))))
        return
    by_name = ways(reviews, patterns)
    for part in PARTS:
        print("\n".join(table(part.replace("_", "-"), questions(part), by_name)))
    print("\n".join(table("reviews that people related", pairs(reviews), by_name)))


if __name__ == "__main__":
    main()
