"""Past incidents that are like the one of a dialogue: shown, and linked where the author says so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

import click

from afterword.analysis.recall import Hit
from afterword.cli.asking import Asking, LeftOut
from afterword.comment import became
from afterword.diagnostics import Path
from afterword.scaffold import drop, put, spelled, value_at
from afterword.text.printable import printable

SHOWN: Final = 3
"""How many past incidents are shown."""

INVENTED: Final = "An invented example, not a past incident of yours."
RELATION: Final = ("related", "*", "relation")
_PROPOSED: Final = "see-also"


class Linking:
    """Shows what is near a title; ``near`` finds it, and ``cover`` masks the secrets of some files in a text."""

    def __init__(
        self,
        asking: Asking,
        near: Callable[[str], Sequence[Hit]],
        cover: Callable[[Collection[str]], Callable[[str], str]],
    ) -> None:
        self._asking, self._near, self._cover = asking, near, cover

    def link(self, title: str) -> None:
        """Show similar past incidents, and link those that the author chooses."""
        hits = self._near(title)[:SHOWN]
        if not hits:
            return
        path: Path = ("link", title)
        typed = self._asking.known(path)
        if typed is None:
            typed = self._chosen(hits, self._asking.answers.begun(path) or self._asking.answers.begun(path[:1]))
            self._asking.answers.take(path, typed)
        for word in _words(typed):
            self._relate(hits[int(word) - 1])

    def _chosen(self, hits: Sequence[Hit], typed: str) -> str:
        click.echo(f"\n{click.style('Similar past incidents', bold=True)}")
        for number, hit in enumerate(hits, 1):
            self._show(number, hit)
        numbers = [str(number) for number in range(1, len(hits) + 1)]
        click.echo("  Enter numbers separated by commas to link them, or press Enter to skip.")
        while True:
            typed = self._asking.line("link", numbers, typed)
            if "\n" in typed:
                self._asking.keep(typed)
                typed = ""
                continue
            unknown = [word for word in _words(typed) if word not in numbers]
            if not unknown:
                return typed
            click.echo(f"  `{printable(unknown[0], 40)}` is not one of the numbers above.")

    def _show(self, number: int, hit: Hit) -> None:
        review = hit.review
        cover = self._cover({review.path})
        click.echo(f"  {number}  {printable(cover(review.title))} ({review.id}, {hit.called.lower()})")
        if review.illustrative:
            click.echo(f"     {click.style(INVENTED, fg='yellow')}")
        for reason in hit.reasons:
            click.echo(f"     {printable(cover(reason.words))}")
        if not review.illustrative:
            click.echo(f"     {became(review, self._asking.judging.as_of)}")

    def _relate(self, hit: Hit) -> None:
        values, fields = self._asking.values, self._asking.judging.contract.fields
        path: Path = ("related", len(value_at(values, ("related",)) or ()))
        put(values, spelled((*path, "id")), hit.review.id, fields)
        prompt = f"How is it related to “{printable(self._cover({hit.review.path})(hit.review.title))}”?"
        at = ("related", hit.review.id, "relation")
        relation = fields.at(*RELATION)
        try:
            answered = self._asking.ask(relation, (*path, "relation"), proposed=_PROPOSED, prompt=prompt, key=at)
        except LeftOut:
            answered = False
        if not answered:
            drop(values, path)


def _words(typed: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in typed.split(",") if word.strip()))
