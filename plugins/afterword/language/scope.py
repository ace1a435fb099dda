"""The author's own words in a text: code, quotations and links are blanked out, and offsets stay the same."""

from __future__ import annotations

import re
from typing import Final

from afterword.reading.narrative import prose

LONGEST: Final = 2000
"""The longest sentence in characters; the work on a sentence grows with the square of its length."""

# Keep who did something in a log, though logs write handles as code: "18:53 `@mira` restarts the workers".
_LOGGED = re.compile(r"(?<=:\d\d )`(@[A-Za-z][\w.-]{0,40})`")
# Text that is not the author's own, each with the characters without which it cannot occur. Each is linear and starts
# with a character that is quick to find; a quotation ends with its paragraph, a link with its line.
_OUT_OF_SCOPE = tuple(
    (marks, re.compile(pattern, re.MULTILINE))
    for marks, pattern in (
        (">", r"^ {0,3}>.*(?:\n(?![ \t]*\n).+)*"),
        ("](", r"\[[^\[\]\n]{0,500}\]\([^()\n]*\)"),
        ("][", r"\[[^\[\]\n]{0,500}\]\[[^\[\]\n]*\]"),
        ("]:", r"^ {0,3}\[[^\]\n]{1,200}\]:.*$"),
        ("://", r"https?://[^\s<>]+"),
        ('"', r'"(?:[^"\n]++|\n(?!\s*\n))+"'),
        ("“", r"“(?:[^“”\n]++|\n(?!\s*\n))+”"),
        ("«", r"«(?:[^«»\n]++|\n(?!\s*\n))+»"),
        ("‘", r"‘(?:[^‘’\n]|(?<=\w)’(?=\w)){1,300}’"),
        ("'", r"'(?<![\w']')(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)){1,300}(?<=\S)'(?!\w)"),
        ("*", r"\*(?:(?<=\S\*)|(?=\S))"),
        ("_", r"_(?:(?!\w)|(?<!\w_))"),
        ("- [", r"\[(?<=- \[)[ xX]\]"),
    )
)
# The end of a sentence: its first character is searched for, and only then what is before it is looked at.
_END = re.compile(
    r"[.!?\n:](?:(?<![\n:])[.!?]*+(?=\s|$)"
    r"(?<!\b(?:Dr|Mr|Ms|St|al|Eq|ca|cf|vs)\.)(?<!\b(?:Mrs|Fig|Tab|Sec|e\.g|i\.e)\.)(?<!\bProf\.)(?<!\bapprox\.)"
    # A month or a day of the week in short, or a date: "on Mar. 12", "on 12.03. it", and not "since Mar. The".
    r"(?!(?:(?<=\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.)"
    r"|(?<=\b(?:Sept|Tues|Thur)\.)|(?<=\bThurs\.)|(?<=\b[Oo]n \d\d\.\d\d\.))\s+[a-z\d])"
    # An initial: "an e-mail from T. Okonjo", and not "the fleet uses plan B. The".
    r"(?<!\bby [A-Z]\.)(?<!\bfrom [A-Z]\.)(?<!\bwith [A-Z]\.)(?<!\bto [A-Z]\.)(?<!\band [A-Z]\.)(?<!\A[A-Z]\.)"
    r"|(?<=\n)(?:[ \t]*\n|(?=[ \t]*(?:[-+*#|]|\d{1,9}[.)])[ \t#|]*\S))"
    # What follows is told to somebody: "Action: double-check the alias".
    r"|(?<=:)(?=\s)(?:(?<=\b(?:Action|Lesson):)|(?<=\bT(?:ODO|odo):)|(?<=\bNext step:)|(?<=\bRecommendation:)))"
)


def in_scope(text: str) -> str:
    """The text with everything blanked out that is not the author's own."""
    if "`" in text or "~~~" in text:
        text = prose(_LOGGED.sub(r" \1 ", text))
    for marks, pattern in _OUT_OF_SCOPE:
        if marks in text:
            text = pattern.sub(_blank, text)
    return text


def sentences(text: str) -> list[tuple[int, str]]:
    """Each sentence with the offset at which it begins; a list item and a heading are sentences of their own.

    One of more than ``LONGEST`` characters comes in several parts.
    """
    first = _END.search(text)
    if len(text) <= LONGEST and (first is None or first.end() == len(text)):
        return [(0, text)] if text else []
    found, begun = [], 0
    for end in [*[match.end() for match in _END.finditer(text)], len(text)]:
        while end - begun > LONGEST:
            part = text[begun : begun + LONGEST]
            part = part[: max(part.rfind(" "), part.rfind("\n")) + 1] or part
            found.append((begun, part))
            begun += len(part)
        if begun < end:
            found.append((begun, text[begun:end]))
        begun = end
    return found


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
