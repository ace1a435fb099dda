"""Files that become no draft: pages that are no reviews, and files with several reviews."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from afterword.adopting.taking import Taken
from afterword.migrations.others import Others
from afterword.reading.headings import headings
from afterword.reading.narrative import prose

_NO_REVIEW: Final = re.compile(
    r"readme|index|_index|contributing|code_of_conduct|license|changelog|security|.*template.*|summary", re.IGNORECASE
)
_HOLDER: Final = re.compile(
    r"YYYY|\bHH:MM\b|<[a-z][^<>\n]{2,40}>|\[[A-Z][^\]\n]{3,50}\](?!\()|\{\{[^}]*\}\}|\bTB[DC]\b|\bXXX?\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_HEADED: Final = re.compile(r"(?im)^\W*(?:#+|\*\*)\W*(?:\d\W*)?(?:timeline|root cause|impact|post\W?mortem|incident)")
_PARTS: Final = frozenset({"timeline", "actions", "summary", "impact.who", "root_causes.*.statement"})


def why_no_review(file: Path, taken: Taken, required: Collection[str]) -> str:
    """Why a file is no review to adopt; empty if it may be one. Our own reviews have all ``required`` fields."""
    if set(required) <= taken.front.keys():
        return "it has the front matter of a review already; run `afterword check`"
    text = prose(taken.text)
    if not re.sub(r"[\W_]", "", text):
        return "it is empty"
    holders = len(_HOLDER.findall(text))
    dated = _YEAR.search(text) or _YEAR.search(file.name) or taken.front
    if (holders > 5 and (not dated or "template" in file.stem.lower())) or (holders > 2 and not dated):
        return "it is a template that nobody has filled in"
    if _NO_REVIEW.fullmatch(file.stem) and not taken.front.get("date") and not _HEADED.search(text):
        return "it is a page about reviews, by its name, and no review"
    return ""


def several(text: str, known: Others) -> list[int]:
    """The lines of the reviews in a file that has several; empty for one."""
    every = headings(text)
    top = min((one.level for one in every), default=1)
    found = [one for one in every if one.level == top]
    lines = []
    for heading, end in zip(found, [*(one.start for one in found[1:]), len(text)], strict=False):
        below = (one.text for one in every if heading.end <= one.start < end)
        if len(_PARTS & {known.field(re.sub(r"\([^()]*\)", "", one).strip(" :*")) for one in below}) > 1:
            lines.append(text.count("\n", 0, heading.start) + 1)
    return lines if len(lines) > 1 else []
