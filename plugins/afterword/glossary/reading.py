"""Read the glossary from the terms of the package and of a knowledge base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from afterword.diagnostics import Problem, counted
from afterword.glossary.terms import Glossary, Term, key
from afterword.reading import Mapping, Node, Scalar, Sequence, Source
from afterword.reading.data import read_data
from afterword.reading.nodes import KeyValue
from afterword.settings import Settings, SettingsError
from afterword.settings.limits import Limits
from afterword.text.nearest import suggest
from afterword.text.slug import slug

_OURS: Final = Path(__file__).with_name("terms.yaml")
FIELDS: Final = ("term", "means", "forms")
_FORM: Final = "Write `- term: Name`, and below it `means: What it means.`"
LONGEST: Final = {"term": 60, "means": 500, "forms": 60}
"""The maximum length of each field, in characters."""
_WORD: Final = re.compile(r"\w.*\w", re.DOTALL)
_SHOWN: Final = 20


def glossary_of(settings: Settings) -> Glossary:
    """The terms of the package, with those of the knowledge base added or replacing a term of the same name.

    Raises ``SettingsError`` with the position and the fix of every problem in its file.
    """
    own = _read(settings.glossary_file, settings.glossary or "", settings.limits) if settings.glossary_file else ()
    replaced = {term.anchor for term in own}
    terms = (*(term for term in _ours() if term.anchor not in replaced), *own)
    return Glossary(tuple(sorted(terms, key=lambda term: term.title.casefold())))


@lru_cache(maxsize=1)
def _ours() -> tuple[Term, ...]:
    """The terms of the package."""
    return _read(_OURS, _OURS.name, Limits(), own=False)


def _read(file: Path, name: str, limits: Limits, *, own: bool = True) -> tuple[Term, ...]:
    """The terms of a file that messages call ``name``."""
    read = read_data(file, name, limits)
    judge = _Judge(read.source, own=own) if read.source else None
    terms = judge.terms(read.root) if judge and not read.problems else []
    problems = [*read.problems, *(judge.problems if judge else ())]
    if problems:
        raise SettingsError("\n".join(_told(name, problems)))
    return tuple(terms)


def _told(name: str, problems: list[Problem]) -> Iterator[str]:
    for problem in sorted(problems, key=lambda one: (one.span.line, one.span.column))[:_SHOWN]:
        yield f"{name}:{problem.span.line}:{problem.span.column}: {problem.message}. {problem.help}".rstrip()
    if (more := len(problems) - _SHOWN) > 0:
        yield f"… and {counted(more, 'more problem')} in {name}."


class _Judge:
    """Builds terms from nodes, and collects the problems."""

    def __init__(self, source: Source, *, own: bool) -> None:
        self.source, self.own = source, own
        self.problems: list[Problem] = []
        self.taken: dict[tuple[str, str], int] = {}

    def terms(self, root: Node | None) -> list[Term]:
        if root is None:
            return []
        if not isinstance(root, Sequence):
            self._find(root, "The file is not a list of terms", _FORM)
            return []
        return [term for item in root.items if (term := self._term(item))]

    def _term(self, item: Node) -> Term | None:
        if not isinstance(item, Mapping):
            self._find(item, "This is not a term with a meaning", _FORM)
            return None
        for name, entry in item.entries.items():
            if name not in FIELDS:
                meant = suggest(name, FIELDS)
                self._find(entry, f"`{name}` is not a field of a term", f"Allowed: `term`, `means` and `forms`.{meant}")
        given = {name: item.entries[name].value for name in FIELDS if name in item.entries}
        for name in ("term", "means"):
            if name not in given:
                self._find(item, f"The term has no `{name}`", _FORM)
        title, means = (self._text(given[name], name) if name in given else None for name in ("term", "means"))
        forms = self._forms(given["forms"]) if "forms" in given else [(title, given["term"])] if title else []
        if title:
            self._take("term", slug(title), title, given["term"])
        for form, node in forms:
            self._take("spelling", key(form), form, node)
        return Term(title, means, tuple(form for form, _ in forms), self.own) if title and means and forms else None

    def _forms(self, node: Node) -> list[tuple[str, Node]]:
        if not isinstance(node, Sequence) or not node.items:
            self._find(
                node, "`forms` is not a list of spellings", "Write `forms: [canary, canaries]`, or leave it out."
            )
            return []
        return [(text, item) for item in node.items if (text := self._text(item, "forms"))]

    def _text(self, node: Node, name: str) -> str | None:
        text = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
        if not isinstance(node, Scalar) or not _WORD.search(text):
            self._find(
                node, f"`{name}` is `{text}`" if text else f"`{name}` is not text", "Write at least two letters."
            )
        elif len(text) > LONGEST[name]:
            short = f"at most {LONGEST[name]}"
            self._find(node, f"`{name}` has {len(text)} characters", f"Write {short}: it is shown next to a word.")
        else:
            return text
        return None

    def _take(self, what: str, found_by: str, shown: str, node: Node) -> None:
        first = self.taken.setdefault((what, found_by), node.start)
        if first != node.start:
            line, _ = self.source.lines.position(first)
            self._find(node, f"The {what} `{shown}` is already on line {line}", "Delete one of the two.")

    def _find(self, at: Node | KeyValue, message: str, help_: str) -> None:
        self.problems.append(Problem(message, self.source.lines.span(at.start, at.end), help_))
