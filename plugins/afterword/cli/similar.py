"""``afterword similar``: the past incidents that are most similar to a text, a file or a review."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

from afterword.analysis.recall import Hit, Recall
from afterword.cli.common import (
    CouldNotRun,
    as_of_option,
    audience_option,
    corpus_of,
    could_not_run,
    is_file,
    root_option,
    settings_for,
    today,
)
from afterword.corpus import Loaded, entry_of, load, readable
from afterword.model import Review
from afterword.reading import Reading, read_file
from afterword.reporters.hits import SimilarReviews, hits_json, hits_text
from afterword.schema import REVIEW
from afterword.text.nearest import suggest
from afterword.text.printable import printable

_ID: Final = re.compile(r"\d{4}(-\d{2}){0,2}-[a-z0-9-]+")


@click.command()
@click.argument("what", nargs=-1, metavar="TEXT|FILE")
@click.option("--id", "id_", metavar="ID", help="Id of a review: the name of its file without `.md`.")
@click.option("--most", type=click.IntRange(1, 100), default=5, show_default=True, help="Number of results.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@audience_option
@as_of_option
@root_option
def similar(
    what: tuple[str, ...],
    id_: str | None,
    most: int,
    format_: str,
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Find similar past incidents, with the reasons and the state of their actions.

    TEXT describes what you see; you need not know the cause.
    FILE is a review, a draft or any other text; `-` reads the text from standard input.
    An argument that is the path of a file or the id of a review is read as such.

    The score has two parts: common words, and common fields such as patterns, models and failed assumptions.
    Links that authors put into `related` and `not_related` come before both.

    \b
    Examples:
      afterword similar "users get blank replies, and every request is a 200"
      afterword similar postmortems/2026-03-01-the-ranker-served-an-empty-model.md
      afterword similar --id 2024-06-17-empty-completions --most 3
      pbpaste | afterword similar -
      afterword similar --format json "the scores jumped after midnight"
    """
    if bool(what) == (id_ is not None):
        raise CouldNotRun("Give one thing to search for: a text, a file, or `--id` with the id of a review.")
    with could_not_run():
        loaded = load(settings_for(root, audience=audience)).shown
    corpus = corpus_of(loaded)
    recall = Recall.of(corpus.reviews, corpus.patterns)
    asked, hits = _found(recall, loaded, _meant(what, id_, corpus.by_id), most)
    unread = sum(entry.value is None for entry in loaded.entries)
    found = SimilarReviews(
        asked, hits, len(recall.reviews), unread, as_of or today(), loaded.cover({hit.review.path for hit in hits})
    )
    click.echo(hits_json(found) if format_ == "json" else hits_text(found), nl=False)


def _meant(what: tuple[str, ...], id_: str | None, reviews: Mapping[str, Review]) -> Review | Path | str:
    """The review, the path of a file or the text that the arguments stand for."""
    if id_ is not None:
        if id_ not in reviews:
            raise CouldNotRun(_no_review(id_, reviews))
        return reviews[id_]
    text = " ".join(what)
    if text in reviews:
        return reviews[text]
    if text == "-":
        return sys.stdin.read()
    if len(what) == 1 and is_file(text):
        return Path(text)
    if len(what) == 1 and not re.search(r"\s", text):
        if text.endswith(".md") or "/" in text:
            raise CouldNotRun(f"There is no file {printable(text)}.{suggest(Path(text).stem, reviews)}")
        if _ID.fullmatch(text):
            raise CouldNotRun(_no_review(text, reviews))
    return text


def _no_review(id_: str, ids: Collection[str]) -> str:
    meant = suggest(id_, sorted(ids)) or " An id is the name of a review file without `.md`."
    return f"There is no readable review `{printable(id_, 100)}`.{meant}"


def _found(recall: Recall, loaded: Loaded, meant: Review | Path | str, most: int) -> tuple[str, tuple[Hit, ...]]:
    if isinstance(meant, Path):
        reading = read_file(meant, str(meant), loaded.settings.limits)
        entry = entry_of(reading, loaded.contracts[REVIEW])
        name = f"the file {printable(str(meant))}"
        if (review := readable(entry, loaded.contracts[REVIEW])) is not None:
            return name, recall.similar_to_review(review, most)
        return name, recall.similar_to_text(_text_of(reading), most)
    if isinstance(meant, Review):
        return f"the review {meant.id}", recall.similar_to_review(meant, most)
    if not meant.strip():
        raise CouldNotRun(
            'The text is empty; describe what you see, for example: `afterword similar "replies are blank"`.'
        )
    return "this text", recall.similar_to_text(meant, most)


def _text_of(reading: Reading) -> str:
    if reading.source is None:
        raise CouldNotRun(printable(f"{reading.path} cannot be read: {reading.findings[0][1].message}"))
    return reading.source.text
