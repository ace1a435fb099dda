"""The known word that somebody meant by an unknown one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; ``None`` where none is close."""
    from difflib import get_close_matches  # hardly any check needs it

    by_form: dict[str, str] = {}
    for candidate in known:
        by_form.setdefault(_form(candidate), candidate)
    form = _form(word[:100])
    close = get_close_matches(form, by_form, n=1, cutoff=0.7)
    begun = [candidate for candidate in by_form if len(form) > 2 and candidate.startswith(form)]
    if not close and len(begun) == 1:
        close = begun
    return by_form[close[0]] if close else None


def suggest(word: str, known: Iterable[str]) -> str:
    """The question that follows a message about an unknown word, with a space before it; empty where none is close."""
    near = nearest(word, known)
    return f" {question(near)}" if near else ""


def question(near: str) -> str:
    """The question whether a known word was meant."""
    return f"Did you mean `{near}`?"


def _form(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-").strip("-")
