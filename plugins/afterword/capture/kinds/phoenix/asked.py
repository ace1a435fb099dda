"""A Phoenix server, asked page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from afterword.capture.interface import Asking
from afterword.capture.shape import at, first
from afterword.capture.told import accepted, told
from afterword.http import Answer, NoAnswer, Server, ask

MOST_REQUESTS: Final = 1_000
"""Of one capture: what needs more has to be narrowed down first."""

_LEAST_PAGE: Final = 10
_FIRST_PAGE: Final = 100
_LARGEST_PAGE: Final = 1_000
_BYTES_OF_PAGE: Final = 4 * 1024 * 1024
"""What a page should have: spans of language models carry whole prompts, others almost nothing."""

_VERSION = re.compile(r"(?P<major>[0-9]{1,4})\.(?P<minor>[0-9]{1,4})(?:\.[0-9A-Za-z.+-]{1,20})?", re.ASCII)

Parameters = Sequence[tuple[str, str]]


class CutError(NoAnswer):
    """No more is asked, and the list that was asked last is not whole."""


@dataclass
class Phoenix:
    """The server of a capture, its version if it is known, and how often it was asked."""

    asking: Asking
    version: str | None = None
    requests: int = 0
    page: int = _FIRST_PAGE
    largest: int = _LARGEST_PAGE

    @property
    def server(self) -> Server:
        return self.asking.server

    @property
    def project(self) -> str:
        return str(self.asking.source.option("project", ""))

    def is_at_least(self, major: int, minor: int) -> bool:
        """Whether the server is known to have a version, or a newer one."""
        match = _VERSION.fullmatch(self.version or "")
        return match is not None and (int(match["major"]), int(match["minor"])) >= (major, minor)

    def find_version(self) -> None:
        """Ask for the version; raises ``NoAnswer`` if there is no server at all."""
        self.version = version_in(self._ask("/arize_phoenix_version"))

    def rows(self, what: str, parameters: Parameters) -> Iterator[dict[str, Any]]:
        """All rows of a list of the project, such as ``spans``; raises ``NoAnswer``, and ``CutError`` for too many."""
        cursor: str | None = ""
        seen: set[str] = set()
        while cursor is not None:
            if cursor in seen:
                raise NoAnswer(f"{self.server.subject} gives the same page of {_spoken(what)} again and again")
            seen.add(cursor)
            rows, cursor, size = self._page(what, [*parameters, *([("cursor", cursor)] if cursor else [])])
            yield from rows
            if rows:
                self.page = min(self.largest, max(_LEAST_PAGE, _BYTES_OF_PAGE * len(rows) // size))

    def _page(self, what: str, parameters: Parameters) -> tuple[list[dict[str, Any]], str | None, int]:
        while True:
            try:
                path = f"/v1/projects/{quote(self.project, safe='')}/{what}"
                answer = self._ask(f"{path}?{urlencode([*parameters, ('limit', str(self.page))])}")
                if answer.status == 422 and self.page > _FIRST_PAGE:
                    # Another version may allow less than this one.
                    self.page = self.largest = _FIRST_PAGE
                    continue
                return *self._read(answer, _spoken(what)), len(answer.body)
            except NoAnswer as reason:
                if reason.why != "large" or self.page <= _LEAST_PAGE:
                    raise
                self.page = max(_LEAST_PAGE, self.page // 10)

    def _read(self, answer: Answer, what: str) -> tuple[list[dict[str, Any]], str | None]:
        self._expect_found(answer, what)
        plain = answer.json(self.server.who, f"a list of {what}", constants=True)
        rows, cursor = at(plain, "data"), at(plain, "next_cursor")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise NoAnswer(f"The answer of {self.server.who} is not a list of {what}")
        return rows, cursor if isinstance(cursor, str) and cursor else None

    def _expect_found(self, answer: Answer, what: str) -> None:
        if answer.status == 404:
            old = f", or its version {self.version} is too old for them" if self.version else ""
            raise NoAnswer(
                f"{self.server.subject} has no {what} of a project {told(self.project, self.server)}{old}; look at "
                "the name of the project"
            )
        if answer.status == 422:
            raise NoAnswer(f"{self.server.subject} did not accept the question for {what}{self._detail(answer)}")
        accepted(answer, self.server, what)

    def _detail(self, answer: Answer) -> str:
        try:
            detail = at(answer.json(self.server.who), "detail")
        except NoAnswer:
            return ""
        detail = at(first(detail), "msg") or detail
        return f": {told(detail, self.server)}" if isinstance(detail, str) else ""

    def _ask(self, path: str) -> Answer:
        if self.requests >= MOST_REQUESTS:
            raise CutError(
                f"{self.server.subject} was asked {MOST_REQUESTS:,} times, which is the most for one capture"
            )
        self.requests += 1
        return ask(self.server, f"{self.server.url}{path}")


def version_in(answer: Answer) -> str | None:
    """The version in a server's answer to the question for it; ``None`` if it does not know that question."""
    text = answer.body[:40].decode("utf-8", "replace").strip().strip('"')
    return text if answer.status == 200 and _VERSION.fullmatch(text) else None


def _spoken(what: str) -> str:
    return what.replace("span_annotations", "annotations")
