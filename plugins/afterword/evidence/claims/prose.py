"""Numbers in sentences that name a metric: ``precision fell to 0.62``. Only what cannot be meant otherwise is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from afterword.evidence.cited import Cited, newest
from afterword.evidence.claims.measured import Contradiction, Measured, clock_text
from afterword.evidence.claims.names import slices, words_of
from afterword.evidence.claims.numbers import Written, numbers
from afterword.evidence.claims.rows import every_series, rows
from afterword.evidence.claims.values import ADVICE
from afterword.language.scope import in_scope, sentences
from afterword.model import Review

_HYPOTHETICAL: Final = re.compile(
    r"\b(?:would|should|must|shall|could|might|may|will|if|unless|until|had to|has to|target|goal|expected|expects?"
    r"|thresholds?|limits?|alerts? (?:when|if|at|on|below|above|fires?)|requires?|required|usual|usually|normal"
    r"|normally|typical|typically|agreed|accept\w*|allow\w*|rule|planned|next)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:offline|validation|test set|hold-?out|training|shadow|canary|back-?test\w*|replay\w*|simulat\w*|staging"
    r"|benchmark|competitor|other (?:model|team)|before the (?:release|deploy\w*|update|incident|change)|average"
    r"|estimate\w*|last (?:year|month|week|quarter)|(?:in|for|since|of) (?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december))\b",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(
    r"(?P<between>(?:\s+(?:of|for|on|in|across|among|over)\s+[^.;:,()\d]{1,60}?)?,?)\s*"
    r"(?P<verb>\b(?:was|were|is|are|stood at|measured|came to|lay at)\b|\bof\b|[(:=]"
    r"|\b(?:had |has |then |quickly |slowly |suddenly )?(?:fell|fallen|dropped|sank|sunk|went down|declined|decreased"
    r"|collapsed|plunged|slid|rose|risen|climbed|jumped|went up|increased|grew|grown|peaked|bottomed out|reached|hit"
    r"|went|moved|degraded|deteriorated|worsened|improved|dipped|slumped|crashed|soared|spiked|surged|averaged"
    r"|recovered|returned|came back|was back|is back)\b)"
    r"(?P<adverbs>(?:\s+(?:only|just|still|already|then|now|again|even|as low as|as high as|down|up|back|quickly|slowly"
    r"|within \w+ \w+|at (?:its )?(?:worst|peak|best|lowest|highest)))*)\s*"
    r"(?P<to>(?:(?:from|to|at|about|around|roughly|nearly|almost|over|under|above|below|more than|less than|at least"
    r"|at most)\s+)*)(?=[-+~\u2248\u2212]?\.?\d)",
    re.IGNORECASE,
)
_EXTREME: Final = re.compile(
    r"f[ae]ll|drop|s[aiu]n?k|went|declin|decreas|collaps|plung|slid|r[io]se|climb|jump|increas|gr[eo]w|peak|bottom|reach|hit|went"
    r"|moved|degrad|deterior|worsen|dip|slump|crash|soar|spik|surg",
    re.IGNORECASE,
)
_BACK: Final = re.compile(r"recover|return|back", re.IGNORECASE)
_OTHER_TIME: Final = re.compile(r"\b(?:later|earlier|eventually|by then|overnight|since|ago|after|by)\b", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?<![\d:-])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\s*(?:Z\b|UTC\b)")
_OF_ANOTHER: Final = re.compile(
    r"\b(?:false|true|non|not|un\w+|offline|validation|training|test|shadow|canary|p\d\d)[\s-]*$", re.IGNORECASE
)
_CLOSE: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Text:
    """A text of a review: its field, empty for the narrative, and for an event of the timeline its time."""

    field: tuple[str | int, ...]
    text: str
    at: datetime | None = None


def prose(review: Review, found: Sequence[Cited], texts: Sequence[Text]) -> Iterator[Contradiction]:
    """Each number of a sentence that no series it may mean has measured."""
    every = every_series(newest(found), review)
    named = _names(review, found, every)
    for text in texts if named else ():
        for begun, sentence in sentences(in_scope(text.text)):
            yield from _in_sentence(text, begun, sentence, named)


def _names(
    review: Review, found: Sequence[Cited], every: Sequence[Measured]
) -> list[tuple[re.Pattern[str], tuple[Measured, ...]]]:
    """What a sentence may call each metric, the longest name first: as in the source, and as the KPIs call it."""
    names: dict[str, tuple[Measured, ...]] = {}
    for row in rows(review, found):
        names[row.name.lower()] = row.measured
    for one in every:
        alike = tuple(other for other in every if other.series.metric == one.series.metric)
        names.setdefault(re.sub(r"[\s_./-]+", " ", one.series.metric).lower(), alike)
        names.setdefault(" ".join(_bare(one.series.metric)), alike)
    return [
        (_pattern(name), names[name]) for name in sorted(names, key=lambda name: (-len(name), name)) if len(name) > 2
    ]


def _in_sentence(
    text: Text, begun: int, sentence: str, named: Sequence[tuple[re.Pattern[str], tuple[Measured, ...]]]
) -> Iterator[Contradiction]:
    taken: list[tuple[int, int]] = []
    for pattern, measured in named:
        for match in pattern.finditer(sentence):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if _OF_ANOTHER.search(sentence[: match.start()]):
                continue
            says = _SAYS.match(sentence, match.end())
            if says and (told := _judged(text, sentence, says, measured)):
                written, message = told
                yield Contradiction(text.field, message, ADVICE, begun + written.start, begun + written.end)


def _judged(text: Text, sentence: str, says: re.Match[str], measured: Sequence[Measured]) -> tuple[Written, str] | None:
    """What is wrong with the number after a metric and a verb."""
    known = {series: one for one in measured for series in (id(one.series),)}
    chosen = slices(sentence, [one.series for one in measured])
    meant = [known[id(series)] for series in chosen]
    after = [one for one in numbers(sentence) if one.start >= says.end() - 1]
    if not meant or not after or after[0].start > says.end() + 1 or after[0].role == "relative":
        return None
    first, then = after[0], after[1] if len(after) > 1 and after[1].role == "to" else None
    if then is not None and first.role != "from":
        return None  # a range says how it went
    if _HYPOTHETICAL.search(sentence, 0, first.start) or _ELSEWHERE.search(_clause(sentence, (then or first).end)):
        return None
    written = replace(then or first, role="value")
    moments = _moments(text, sentence, meant)
    if all(_contradicts(written, one, says, moments) for one in meant):
        return written, _message(written, meant[0], moments)
    begun = replace(first, role="value")
    if then is not None and all(one.has(begun, _numbers(one)) is False for one in meant):
        return begun, _message(begun, meant[0], ())
    return None


def _contradicts(written: Written, one: Measured, says: re.Match[str], moments: Sequence[datetime]) -> bool:
    if moments and not _BACK.search(says["verb"]) and (close := _close(one, moments)):
        return one.has(written, close) is False
    if _EXTREME.search(says["verb"]):
        return one.has(written) is False
    return one.has(written, _numbers(one)) is False


def _clause(sentence: str, end: int) -> str:
    """A sentence to the end of the clause after a number."""
    return sentence[:end] + re.split(r"[,;:(]", sentence[end:], maxsplit=1)[0]


def _numbers(one: Measured) -> list[float]:
    return [point.value for point in one.numbers if point.value is not None]


def _close(one: Measured, moments: Sequence[datetime]) -> list[float]:
    """The values around the times that a sentence is about."""
    reach = max(2 * one.step, _CLOSE)
    return [
        point.value
        for point in one.numbers
        if point.value is not None and any(abs(point.at - at) <= reach for at in moments)
    ]


def _moments(text: Text, sentence: str, meant: Sequence[Measured]) -> list[datetime]:
    """The times that a sentence is about: one that it names, or that of its event."""
    clocks = _CLOCK.findall(sentence)
    if len(clocks) > 1 or _OTHER_TIME.search(sentence):
        return []
    if clocks and meant:
        hour, minute = map(int, clocks[0])
        days = sorted({point.at.date() for one in meant for point in one.during})
        first = meant[0].during[0].at if meant[0].during else None
        return [
            first.replace(year=day.year, month=day.month, day=day.day, hour=hour, minute=minute, second=0)
            for day in days
            if first
        ]
    return [text.at] if text.at else []


def _message(written: Written, one: Measured, moments: Sequence[datetime]) -> str:
    close = _close(one, moments)
    if close:
        least, most = one.shown(min(close), written), one.shown(max(close), written)
        went = least if least == most else f"between {least} and {most}"
        return f"{written.text}: in {one.path} {one.name} was {went} around {clock_text(moments[0])}"
    values = [point.value for point in one.during if point.value is not None]
    least, most = one.shown(min(values), written), one.shown(max(values), written)
    worst = one.worst
    at = f", at its worst {one.shown(worst.value or 0.0, written)} at {clock_text(worst.at)}" if worst else ""
    return f"{written.text}: in {one.path} {one.name} was between {least} and {most} during the incident{at}"


@lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    inner = r"[\s_-]+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<![\w-]){inner}(?![\w-])", re.IGNORECASE)


def _bare(metric: str) -> list[str]:
    """The words of a metric in their order, without those that tell nothing."""
    kept = words_of(metric)
    return [word for word in re.split(r"[\s_./-]+", metric.lower()) if word in kept]
