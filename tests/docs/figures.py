"""Figures of pace, size and quality in a document, and what each of them rests on.

A figure is a number with a unit of time or of bytes, a multiple such as "3 times as long", or a share where precision,
recall or the processor is spoken of. What somebody may set or what is a bound, such as "at most 30 seconds", is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tests.docs.documents import prose

_NUMBER: Final = (
    r"(?P<number>\d[\d,]*(?:\.\d+)?|half|(?:a|one) (?:tenth|hundredth|quarter|third) of"
    r"|two|three|four|five|six|eight|ten|twelve|twenty|thirty|forty|fifty|sixty|a hundred)"
)
_UNIT: Final = (
    r"(?:an? )?(?:milliseconds?|seconds?|ms|s|kilobytes?|megabytes?|gigabytes?|kB|KB|KiB|MB|MiB|GB|GiB)\b"
    r"|times (?:as|the|what|faster|slower|longer|more)\b"
)
_PACE: Final = re.compile(rf"(?<![\w.,-]){_NUMBER}[ \u00a0](?P<unit>{_UNIT})")
_UNIT_OF_COLUMN: Final = re.compile(r"\b(?:milliseconds|seconds|ms|kB|KiB|MB|MiB|processor|performance)\b")
_SHARE: Final = re.compile(r"(?<![\w.,-])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit> ?%)")
_JUDGED: Final = re.compile(r"(?<![\w.,-])(?P<number>[01]\.\d{2,3})(?P<unit>)(?![\w.]*\d)")

_SPEAKS_OF_SHARES: Final = re.compile(r"\b(?:precision|recall|MRR|F1|first hit|processor|faster|slower)\b")
_SPEAKS_OF_QUALITY: Final = re.compile(r"\bprecision\b|\brecall(?:@| of\b)|\bMRR\b|\bF1\b")
_BOUND: Final = re.compile(r"\b(?:at most|at least|up to|no more than|within the|limits?|bounds?|beyond|must stay)\b")

_COMMAND: Final = re.compile(r"`(?:python -[mX] |make |scripts/|gzip )[^`]*`")
_MARK: Final = re.compile(r"<!-- bench: ([\w., -]+) -->")

_ADVICE: Final = (
    "name the command that measures it in the same paragraph, list or table, or in the paragraph before a list or "
    "a table, such as `python -m bench.check`; or put <!-- bench: check.one_file --> into the paragraph, for a figure "
    "of bench/results.json; or do without the figure"
)


@dataclass(frozen=True)
class Claim:
    """A figure and the line on which it stands."""

    line: int
    said: str
    number: str

    def is_value(self, value: float) -> bool:
        """Whether it is this value, as exactly as it is written."""
        plain = self.number.replace(",", "")
        if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
            return False
        half = float(f"0.5e-{len(plain.partition('.')[2])}")
        return abs(float(plain) - value) <= half + 1e-9


@dataclass(frozen=True)
class Passage:
    """Lines without an empty one between them; for a list or a table also the paragraph before it."""

    lines: tuple[tuple[int, str], ...]
    before: str = ""

    @property
    def text(self) -> str:
        return "\n".join(line for _, line in self.lines)

    def claims(self) -> Iterator[Claim]:
        """The figures that it gives."""
        for number, line in self.lines:
            plain = re.sub(r"<[^>]*>|\]\([^)]*\)", " ", _without_code(line))
            patterns = [_PACE]
            if _SPEAKS_OF_SHARES.search(plain):
                patterns.append(_SHARE)
            if _SPEAKS_OF_QUALITY.search(self.text):
                patterns.append(_JUDGED)
            for match in (match for pattern in patterns for match in pattern.finditer(plain)):
                if not _BOUND.search(plain[: match.start()]):
                    yield Claim(number, match[0].strip(), match["number"])
        yield from self._cells()

    def _cells(self) -> Iterator[Claim]:
        """The numbers of a table below a heading that names a unit."""
        rows = [(number, line.strip().strip("|").split("|")) for number, line in self.lines if line.startswith("|")]
        for column, heading in enumerate(rows[0][1] if rows else ()):
            if not _UNIT_OF_COLUMN.search(heading) or _BOUND.search(heading):
                continue
            for number, cells in rows[2:]:
                cell = cells[column].strip() if column < len(cells) else ""
                if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", cell):
                    yield Claim(number, f"{cell} ({heading.strip()})", cell)


def complaints(text: str, results: Mapping[str, float]) -> Iterator[str]:
    """Each figure of a document that rests on nothing, with its line and what to do about it."""
    for passage in _passages(text):
        names = [name.strip() for mark in _MARK.findall(_without_code(passage.text)) for name in mark.split(",")]
        for name in names:
            if name not in results:
                yield f"{passage.lines[0][0]}: bench/results.json has no figure `{name}`; `make bench` writes it"
        for claim in passage.claims():
            values = [results[name] for name in names if name in results]
            if names and not any(map(claim.is_value, values)):
                told = ", ".join(f"{value:g}" for value in values)
                yield f"{claim.line}: “{claim.said}” is not what the mark names, which is {told}"
            elif not names and not _COMMAND.search(f"{passage.before}\n{passage.text}"):
                yield f"{claim.line}: “{claim.said}” rests on nothing: {_ADVICE}"


def _without_code(text: str) -> str:
    return re.sub(r"`[^`]*`", " ", text)


def _passages(text: str) -> Iterator[Passage]:
    spans = text.split("\n")  # with the code spans, which name the commands
    found: list[tuple[int, str]] = []
    before = ""
    for number, line in [*((number, spans[number - 1]) for number, _ in prose(text)), (0, "")]:
        if line.strip():
            found.append((number, line))
        elif found:
            passage = Passage(tuple(found), before if re.match(r"\s*(?:[-*|]|\d+\. )", found[0][1]) else "")
            yield passage
            before, found = passage.text, []
