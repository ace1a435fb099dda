"""Several lines that were pasted into one line: text is joined, and a log goes into the narrative."""

from __future__ import annotations

import re
from typing import Final

from afterword.schema import Field
from afterword.secrecy import Policy, find
from afterword.text.backticks import backticks

_LOGGED: Final = re.compile(
    r"""\s*[\[<(]?(?:\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|[A-Z][a-z]{2}\ +\d+\ \d\d:\d\d|\d{9,13}\b
    |(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|PANIC)\b)
    |Traceback\ |\s+(?:File\ "|at\ \S+\()|[\w.]+(?:Error|Exception|Warning):|[$>#]\ \S|[{\[\]}]|\S+[=:]\S+\ \S+[=:]\S+
    |\S+\ \|\ """,
    re.VERBOSE | re.ASCII,
)
_MOST_OF_A_TEXT: Final = 8
COVER: Final = "*"


def joined(text: str) -> str:
    """The lines of a text as one."""
    return " ".join(text.split())


def is_log(text: str) -> bool:
    """Whether several lines look like a log, a trace or the output of a program."""
    lines = _lines(text)
    return len(lines) > 1 and 2 * sum(bool(_LOGGED.match(line)) for line in lines) >= len(lines)


def belongs_to_the_narrative(text: str, field: Field) -> bool:
    """Whether lines look like a log, or are more than the field holds."""
    longest = field.bounds.get("maxLength")
    too_long = len(_lines(text)) > _MOST_OF_A_TEXT or (longest is not None and len(joined(text)) > longest)
    return is_log(text) or too_long


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def without_secrets(text: str, policy: Policy) -> tuple[str, int]:
    """A text with its secrets and personal data covered, and how many there were."""
    found = find(text, policy)
    covered = list(text)
    for one in found:
        for at in range(one.start, one.end):
            covered[at] = text[at] if text[at] == "\n" else COVER
    return "".join(covered), len(found)


def as_block(text: str) -> str:
    """A text as a block of code in Markdown, whatever signs it has."""
    fence = backticks(text, 3)
    return f"{fence}text\n{text.expandtabs(4).strip(chr(10))}\n{fence}"
