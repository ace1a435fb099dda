"""The number that a sentence says of a metric: ``precision fell to 0.62``; only what cannot mean anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from afterword.evidence.claims.days import days_of
from afterword.evidence.claims.measured import Measured, clock_text, values_of
from afterword.evidence.claims.numbers import Written, numbers
from afterword.evidence.claims.times import CLOCK, moments_of
from afterword.evidence.claims.units import COUNTED
from afterword.model.moment import MONTHS
from afterword.text.expression import expression

HYPOTHETICAL: Final = expression(
    r"\b(?:would|should|must|shall|could|might|may|will|if|unless|until|had to|has to|target|goal|expected|expects?"
    r"|thresholds?|limits?|alerts? (?:when|if|at|on|below|above|fires?)|requires?|required|usual|usually|normal"
    r"|normally|typical|typically|agreed|accept\w*|allow\w*|rule|planned|next)\b",
    re.IGNORECASE,
)
ELSEWHERE: Final = expression(
    r"\b(?:offline|validation|test set|hold-?out|training|shadow|canary|back-?test\w*|replay\w*|simulat\w*|staging"
    r"|benchmark|competitor|other (?:model|team)|before the (?:release|deploy\w*|update|incident|change)|average"
    r"|estimate\w*|last (?:year|month|week|quarter)|(?:in|for|since|of) "
    rf"(?:{'|'.join(MONTHS)}))\b",
    re.IGNORECASE,
)
_MOVES: Final = (
    "fell|falls?|fallen|dropped|drops?|sank|sunk|sinks?|went|goes|declined?|declines|decreased?|decreases|collapsed?"
    "|collapses|plunged?|plunges|slid|slides?|rose|risen|rises?|climbed|climbs?|jumped|jumps?|increased?|increases|grew"
    "|grown|grows?|peaked|peaks?|bottomed out|bottoms out|reached|reaches|hits?|moved|moves|degraded?|degrades"
    "|deteriorated?|deteriorates|worsened|worsens|improved?|improves|dipped|dips?|slumped|slumps|crashed|crashes|soared"
    "|soars|spiked|spikes|surged|surges"
)
_COMES_BACK: Final = "recovered|recovers|returned|returns|came back|comes back|was back|is back"
_SAYS: Final = expression(
    r"(?P<between>(?:\s+(?:of|for|on|in|across|among|over)\s+[^.;:,()\d]{1,60}?)?,?)\s*"
    r"(?P<verb>\b(?:was|were|is|are|stood at|stands at|measured|averaged|came to|lay at)\b|\bof\b|[(:=]"
    rf"|\b(?:had |has |then |quickly |slowly |suddenly )?(?:(?P<moves>{_MOVES})|(?P<back>{_COMES_BACK}))\b)"
    r"(?P<adverbs>(?:\s+(?:only|just|still|already|then|now|again|even|as low as|as high as|down|up|back|quickly|slowly"
    r"|within \w+ \w+|at (?:its )?(?:worst|peak|best|lowest|highest)))*)\s*"
    r"(?P<to>(?:(?:from|to|at|about|around|roughly|nearly|almost|over|under|above|below|more than|less than|at least"
    r"|at most)\s+)*)(?=[-+~\u2248\u2212]?\.?\d)",
    re.IGNORECASE,
)
_OTHER_TIME: Final = expression(
    r"\b(?:later|earlier|eventually|by then|overnight|since|ago|after|by|within|over the|the next|soon|will)\b",
    re.IGNORECASE,
)
_BEFORE: Final = expression(r"(?<![\w.,])(?:\d+\.\d+|\d+,\d\d?|\d+(?:[.,]\d+)?\s?%)\s+$")
_NEVER: Final = expression(
    r"\s+(?:had )?(?:never|not once)\s+(?:was|fell|dropped|went|sank|came|rose|climbed|got)\s+"
    r"(?P<side>below|under|above|over)\s+",
    re.IGNORECASE,
)
_SOME_TIME: Final = expression(r"\b(?:between|during|after|until|before|while|when|since|from|by|at)\b", re.IGNORECASE)
_BOUND: Final = expression(r"over|under|above|below|more|less|at least|at most", re.IGNORECASE)
_ASIDE: Final = expression(r"\s*\([^()]*\)")
_CLAUSE_ENDS: Final = expression(r"[,;(]|:(?!\d)|\b(?:and|but|then)\b", re.IGNORECASE)


class Text(NamedTuple):
    """A text of a review: its field, empty for the narrative, and for an event of the timeline its time."""

    field: tuple[str | int, ...]
    text: str
    at: datetime | None = None


def number_said(text: Text, sentence: str, at: re.Match[str], meant: Sequence[Measured]) -> tuple[Written, str] | None:
    """The number that is said of a metric and contradicted, with the message; ``None`` where there is none."""
    sentence = without_name(sentence, at)
    if says := _SAYS.match(sentence, at.end()):
        return _judged(text, sentence, says, meant)
    if never := _NEVER.match(sentence, at.end()):
        return _crossed(text, sentence, never, meant)
    if before := _BEFORE.search(sentence, 0, at.start()):
        return _adjective(text, sentence, before, meant)
    return None


def without_name(sentence: str, at: re.Match[str]) -> str:
    """A sentence without the name of a metric in it, whose words say nothing: ``validation error``."""
    return f"{sentence[: at.start()]}{'_' * (at.end() - at.start())}{sentence[at.end() :]}"


def is_meant(
    sentence: str, begun: int, end: int, meant: Sequence[Measured], event: datetime | None = None
) -> list[date]:
    """The days of the incident that a sentence speaks of up to a place in it; none where it speaks of something else.

    ``event`` is the time of the event that it tells of.
    """
    aside = _ASIDE.match(sentence, end)
    clause = _clause(sentence, aside.end() if aside else end)
    if HYPOTHETICAL.search(sentence, 0, begun) or ELSEWHERE.search(clause):
        return []
    return days_of(clause, meant, event)


def _clause(sentence: str, end: int) -> str:
    """A sentence to the end of the clause in which a number ends."""
    return sentence[:end] + _CLAUSE_ENDS.split(sentence[end:], maxsplit=1)[0]


def _judged(text: Text, sentence: str, says: re.Match[str], meant: Sequence[Measured]) -> tuple[Written, str] | None:
    """What is wrong with the number after a metric and a verb."""
    after = [one for one in _numbers_of(sentence) if one.start >= says.end() - 1]
    if not after or after[0].start > says.end() + 1 or after[0].role == "relative" or _is_counted(after[0]):
        return None
    first, then = after[0], after[1] if len(after) > 1 and after[1].role == "to" else None
    if then is not None and first.role != "from":
        return None  # a range says how it went
    days = is_meant(sentence, first.start, (then or first).end, meant, text.at)
    if not days:
        return None
    written = (then or first)._replace(role="value")
    if says["moves"] and not _BOUND.search(says["to"]):
        written = written._replace(bound="")  # "went up to 4 s" is no bound
    moments = _moments(text, _clause(sentence, (then or first).end), days)
    if all(_contradicts(written, one, says, moments) for one in meant):
        return written, _message(written, meant[0], moments)
    begun = first._replace(role="value")
    if then is not None and all(one.has(begun, values_of(one.numbers)) is False for one in meant):
        return begun, _message(begun, meant[0], ())
    return None


def _crossed(text: Text, sentence: str, never: re.Match[str], meant: Sequence[Measured]) -> tuple[Written, str] | None:
    """A bound that is said never to have been crossed."""
    written = next((one for one in _numbers_of(sentence) if one.start >= never.end() - 1), None)
    if written is None or written.start > never.end() + 1:
        return None
    if not is_meant(sentence, never.start(), written.end, meant, text.at):
        return None
    if _SOME_TIME.search(sentence, written.end):
        return None
    bound = "under" if never["side"].lower() in {"below", "under"} else "over"
    if all(one.has(written._replace(role="value", bound=bound)) for one in meant):
        return written, _message(written, meant[0], ())
    return None


def _adjective(
    text: Text, sentence: str, before: re.Match[str], meant: Sequence[Measured]
) -> tuple[Written, str] | None:
    """A number right before the name: ``62 % precision``."""
    written = next((one for one in _numbers_of(sentence) if one.start == before.start()), None)
    if written is None or written.role != "value":
        return None
    if not is_meant(sentence, written.start, written.end, meant, text.at):
        return None
    if all(one.has(written, values_of(one.numbers)) is False for one in meant):
        return written, _message(written, meant[0], ())
    return None


def _is_counted(written: Written) -> bool:
    return written.unit is not None and written.unit.family == COUNTED


@lru_cache(maxsize=16)  # each mention of a metric asks
def _numbers_of(sentence: str) -> tuple[Written, ...]:
    return tuple(numbers(sentence))


def _contradicts(written: Written, one: Measured, says: re.Match[str], moments: Sequence[datetime]) -> bool:
    if moments and not says["back"]:
        close = _close(one, moments)
        return bool(close) and one.has(written, close) is False
    if says["moves"]:
        return one.has(written) is False
    return one.has(written, values_of(one.numbers)) is False


def _close(one: Measured, moments: Sequence[datetime]) -> list[float]:
    """The values around the times that a sentence is about."""
    return values_of(point for point in one.numbers if any(abs(point.at - at) <= one.reach for at in moments))


def _moments(text: Text, sentence: str, days: Sequence[date]) -> list[datetime]:
    """The times that a sentence is about: one that it names, or that of its event."""
    clocks = CLOCK.findall(sentence)
    if len(clocks) > 1 or _OTHER_TIME.search(sentence):
        return []
    if clocks:
        return moments_of(clocks[0], days)
    return [text.at] if text.at and text.at.date() in days else []


def _message(written: Written, one: Measured, moments: Sequence[datetime]) -> str:
    close = _close(one, moments)
    if close:
        least, most = one.shown(min(close), written), one.shown(max(close), written)
        went = least if least == most else f"between {least} and {most}"
        return f"“{written.text}”, but in {one.path} {one.name} was {went} around {clock_text(moments[0])}"
    return f"“{written.text}”, but {one.course(written)}"
