"""The title of a review, from its heading or whatever else names it, and the name of its draft."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from afterword.adopting.blocks import Block
from afterword.adopting.facts import Fact, is_unsaid, meaning
from afterword.adopting.when import day_said
from afterword.migrations.others import Others
from afterword.pages.addresses import RESERVED
from afterword.scaffold.drafting import file_name

_GENERIC: Final = re.compile(
    r"\W*(?:(?:incident|outage|root cause|rca|blameless|public|service)\W*)*"
    r"(?:post\W?mortem|retro(?:spective)?|report|review|analysis|rca|incident)?"
    r"(?:\W*(?:report|review|analysis|document|template|summary|retrospective))*\W*(?:\b(?:for|of|on|from)\b)?\W*",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile(
    r"^\W*(?:\[?(?:draft|wip)\]?\W+)?(?:(?:incident|outage|blameless|public)\s+)*"
    r"(?:post\W?mortem|retro(?:spective)?|incident|report|review|rca)"
    r"(?:\s+(?:report|review|analysis|summary|retrospective|postmortem|post-mortem))*(?:\s*\(?#?\d+\)?)?\s*[:\u2013\u2014|-]+\s+(?=\S)",
    re.IGNORECASE,
)
_DATE_FIRST: Final = re.compile(
    r"^\W*(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|(?:19|20)\d{6})\W+(?=[^\W\d])"
)
_LAST: Final = re.compile(
    r"\W+(?:incident\s+)?(?:post\W?mortem|retrospective|incident report|rca)(?:\s+report)?\W*$", re.IGNORECASE
)
_NO_NAME: Final = RESERVED | {"postmortem", "post-mortem", "report"}
_ID: Final = re.compile(r"\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+", re.ASCII)
_LONGEST: Final = 120


def title_of(
    found: Sequence[Block], stated: Mapping[str, list[Fact]], path: PurePath, summary: str, known: Others
) -> tuple[str, str]:
    """The title with the place that says it: a heading, the front matter, the name of the file, or the summary."""
    first = next(
        (
            at
            for at, block in enumerate(found)
            if block.kind == "heading" and meaning(block.text, known) not in {"", "title"}
        ),
        len(found),
    )
    heads = [block for block in found[:first] if block.kind == "heading" and block.depth < 4]
    facts = [(fact.value, fact.source) for fact in reversed(stated.get("title", ()))]
    said = [(block.text, "the first heading") for block in heads]
    name = path.parent.name if path.stem.lower() in _NO_NAME else path.stem
    choices = [*said, *facts] if heads and heads[0].depth == 1 else [*facts, *said]
    for text, source in [*choices, (re.sub(r"[-_\s]+", " ", name), "the name of the file")]:
        bare = _bare(text)
        words = re.sub(r"[\d\W_]+", "", bare)
        if (
            words
            and not _GENERIC.fullmatch(bare)
            and not is_unsaid(bare)
            and not _only_day(bare)
            and not is_ticket(bare)
        ):
            return cut(bare[0].upper() + bare[1:], _LONGEST), source
    sentence = re.split(r"(?<=[.!?])\s", summary)[0].rstrip(".")
    return (cut(sentence, _LONGEST), "the summary") if sentence else (cut(name, _LONGEST), "the name of the file")


def is_ticket(text: str) -> bool:
    """Whether a text is the number of a ticket and no more."""
    return re.fullmatch(r"\W*[A-Z][A-Z0-9]{1,9}-\d{1,7}\W*", text) is not None


def _bare(text: str) -> str:
    """A heading without "Postmortem:" and a day before it, and without "postmortem" behind it."""
    return _DATE_FIRST.sub("", _PREFIX.sub("", _DATE_FIRST.sub("", _LAST.sub("", " ".join(text.split()))))).strip(" *#")


def _only_day(text: str) -> bool:
    try:
        return bool(day_said(text, "dmy")) and len(re.sub(r"[\d\W]", "", text)) < 10
    except ValueError:
        return False


def cut(text: str, longest: int) -> str:
    """A text of at most so many characters, cut after a sentence or a word."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    end = max(head.rfind(". "), head.rfind("! "), head.rfind("? "))
    return head[: end + 1] if end > longest // 2 else head.rpartition(" ")[0].rstrip(",;:") + "…"


def name_of(stem: str, values: Mapping[str, Any]) -> str:
    """The name of a draft: that of the file where it begins with the day of the incident, otherwise from the title."""
    named = stem.startswith(f"{values['onset'][:10]}-") and _ID.fullmatch(stem)
    return f"{stem}.md" if named else file_name(values)
