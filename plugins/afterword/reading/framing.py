"""Where the front matter ends and the narrative begins."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from afterword.diagnostics import Problem
from afterword.reading.result import FindingKind, Refused
from afterword.reading.source import Source
from afterword.settings.limits import Limits
from afterword.text.expression import expression

FENCE: Final = "---"
# The hyphens come before the look at the start of the line, so that the search can jump to them.
_BOUNDARY: Final = re.compile(r"---(?<![^\n]---)[ \t]*$", re.MULTILINE)

_FIELD = r"[A-Za-z_][\w-]*:(?:[ \t].*)?\n"
_SECOND: Final = expression(
    rf"(?:[ \t]*\n)*(---)[ \t]*\n(?:[ \t]*(?:#.*)?\n)*{_FIELD}(?:{_FIELD}|(?:[ \t]+.*|-[ ].*|#.*)?\n)*(---)[ \t]*$",
    re.MULTILINE,
)
_DOCUMENT_END: Final = expression(r"\n(\.\.\.)[ \t]*\s*\Z")


class Frame(NamedTuple):
    """The two parts of a text, by their offsets, so that no text is kept twice in memory."""

    text: str
    front_offset: int
    front_end: int
    body_offset: int

    @property
    def parts(self) -> tuple[int, int, int]:
        """Its offsets."""
        return self.front_offset, self.front_end, self.body_offset

    @property
    def front_matter(self) -> str:
        return self.text[self.front_offset : self.front_end]

    @property
    def body(self) -> str:
        return self.text[self.body_offset :]


def split_frame(source: Source, limits: Limits) -> Frame:
    """Split a source at its fences; raise ``Refused`` where they are not valid."""
    _expect_opening(source)
    try:
        front, body = _split(source.text)
    except ValueError:
        raise _refuse(
            source,
            0,
            "The front matter has no closing `---`",
            "Add a line with exactly `---` after the last field.",
        ) from None
    front_offset, body_offset = source.text.index("\n"), len(source.text) - len(body)
    if (size := len(front.encode())) > limits.front_matter_bytes:
        problem = Problem(f"The front matter is too long: {size:,} bytes", help=limits.raising("front_matter_bytes"))
        raise Refused([(FindingKind.OVER_LIMIT, problem)])
    if not front.strip():
        raise _refuse(
            source,
            0,
            "The front matter is empty",
            "Write the fields of the review between the two `---` lines, or create a review with `afterword new`.",
        )
    front_end = front_offset + len(front)
    body_offset += len(body) - len(body.lstrip("\n"))
    _expect_one_block(source, front_offset, front_end, body_offset)
    return Frame(source.text, front_offset, front_end, body_offset)


def _expect_one_block(source: Source, start: int, end: int, body: int) -> None:
    if ended := _DOCUMENT_END.search(source.text, start, end):
        at, fence = (source.lines.position(place)[0] for place in (ended.start(1), end + 1))
        message = f"The front matter ends twice, with `...` on line {at} and with `---` on line {fence}"
        raise _refuse(source, ended.start(1), message, f"Delete line {at}.")
    if second := _SECOND.match(source.text, body):
        first, last = (source.lines.position(second.start(fence))[0] for fence in (1, 2))
        message = f"There is a second block of front matter, from line {first} to line {last}"
        help_ = "Only the first is read: merge the two. What belongs to the narrative goes into a code block."
        raise _refuse(source, second.start(1), message, help_)


def _split(text: str) -> tuple[str, str]:
    """python-frontmatter's split, at exactly three hyphens; its loader and its writer are never used."""
    # It imports a parser and a writer of YAML, and a file known from an earlier check is not split again.
    from frontmatter.default_handlers import YAMLHandler

    front, body = YAMLHandler(fm_boundary=_BOUNDARY).split(text)
    return front, body


def _expect_opening(source: Source) -> None:
    first, _, rest = source.text.partition("\n")
    if first.rstrip(" \t") == FENCE:
        return
    if not source.text.strip():
        message, help_ = "The file is empty", "Create a review with `afterword new`."
    elif not first.strip() and rest.lstrip().startswith(FENCE):
        message, help_ = "There is an empty line before the front matter", "Delete it: line 1 must be `---`."
    elif first.strip() == FENCE:
        message, help_ = "The opening `---` is indented", "Move it to the start of line 1."
    elif set(first.strip()) == {"-"}:
        message, help_ = f"The first line is `{first.strip()[:20]}`", "Write exactly `---` on line 1."
    elif first.startswith("+++"):
        message, help_ = "The front matter is TOML", "Write it as YAML between two `---` lines."
    elif first.startswith("%"):
        message, help_ = "There is a YAML directive before the front matter", "Delete it: line 1 must be `---`."
    else:
        message = "There is no front matter"
        help_ = (
            "Line 1 must be `---`, then the fields, then `---` again; `afterword new` creates a valid file, and "
            "`afterword adopt` makes a draft of a review from elsewhere."
        )
    raise _refuse(source, 0, message, help_)


def _refuse(source: Source, offset: int, message: str, help_: str) -> Refused:
    line, _ = source.lines.position(offset)
    end = offset + max(1, len(source.lines.line(line)))
    return Refused([(FindingKind.FRAMING, Problem(message, source.lines.span(offset, end), help_))])
