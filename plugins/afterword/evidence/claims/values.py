"""Observed values and agreed limits of a review, held against the series that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from afterword.evidence.cited import Cited
from afterword.evidence.claims.days import days_of
from afterword.evidence.claims.measured import Contradiction, Measured, near, values_of
from afterword.evidence.claims.numbers import Written
from afterword.evidence.claims.rows import rows
from afterword.evidence.figures import middle
from afterword.model import Review
from afterword.model.moment import MONTHS
from afterword.settings.sources import ABOVE
from afterword.text.expression import expression

_OF_OTHER_TIMES: Final = expression(
    r"\b(?:afterwards|later|offline|back-?test(?:ed)?|replay(?:ed)?|validation|test set|estimated|reported by"
    rf"|(?:for|in|of|all|until|since) (?:{'|'.join(MONTHS)})"
    r"|(?:last|next|previous|whole|per|a|each) (?:day|week|month|quarter|year)|on average)\b",
    re.IGNORECASE,
)
ADVICE: Final = "Correct one of the two; if both are right, say of which slice or time the number is."
_SAME: Final = 1e-3
_ROUGHLY: Final = 0.1


def observed(review: Review, found: Sequence[Cited]) -> Iterator[Contradiction]:
    """Each observed value that no series it may mean has measured."""
    for row in rows(review, found):
        text = row.data.get("observed", "")
        if _OF_OTHER_TIMES.search(text) or not days_of(text, row.measured):
            continue
        written = row.numbers("observed")
        said = [_unmeasured(written, one) for one in row.measured]
        if said and all(said):
            wrong, one = next(filter(None, said)), next(each for each in row.measured if each.sure)
            message = f"`observed` is {_shown(text)}, but {one.course(wrong)}"
            yield Contradiction((*row.field, "observed"), message, ADVICE)


def limits(review: Review, found: Sequence[Cited]) -> Iterator[Contradiction]:
    """Each agreed limit that differs from the threshold of every series it may mean."""
    for row in rows(review, found):
        written = row.numbers(row.limit)
        held = [one for one in row.measured if one.series.threshold is not None]
        if written and held and all(_differs(written, one, exactly=row.limit == "threshold") for one in held):
            text = row.data[row.limit]
            yield Contradiction(
                (*row.field, row.limit),
                f"`{row.limit}` is {_shown(text)}, but {threshold(held[0], written[0])}",
                ADVICE,
            )
        elif written and all(_unusual(written, one) for one in row.measured):
            text, one = row.data[row.limit], row.measured[0]
            usual = one.shown(middle(values_of(one.before)), written[0])
            message = f"`{row.limit}` is {_shown(text)}, but in {one.path} {one.name} was {usual} before the incident"
            yield Contradiction((*row.field, row.limit), message, ADVICE)


def threshold(one: Measured, written: Written | None = None) -> str:
    """The threshold of a series, in words, and where it comes from."""
    value = one.series.threshold if one.series.threshold is not None else 0.0
    origin = f" ({one.series.threshold_from[:80]})" if one.series.threshold_from else ""
    return f"in {one.path} {one.name} is a breach {one.series.breach or 'beyond'} {one.shown(value, written)}{origin}"


def same_limit(written: Written, one: Measured, limit: float) -> bool:
    """Whether a written limit is that one: limits are agreed, so they are not rounded."""
    slack = _ROUGHLY if written.approximate else _SAME
    return any(abs(value - limit) <= slack * max(abs(limit), abs(value)) for value, _ in one.meant(written))


def change_of(written: Sequence[Written]) -> tuple[Written, Written | None] | None:
    """The number that is meant and, of a range or a change, its other end; ``None`` where none is meant."""
    for position, one in enumerate(written):
        after = written[position + 1] if position + 1 < len(written) else None
        partner = after if after is not None and after.role == "to" else None
        if one.role == "value" or (one.role == "from" and partner):
            return one, partner
    return None


def _unmeasured(written: Sequence[Written], one: Measured) -> Written | None:
    """The number that a series has not measured; ``None`` where it has it, or where it cannot be said."""
    change = change_of(written)
    if change is None:
        return None
    first, last = change
    if last is None:
        return first if one.has(first) is False else None
    if first.unit is None and last.unit is not None:
        first = first._replace(unit=last.unit)
    if _in_range(first, last, one) is not False:
        return None
    if first.role == "value":
        return first
    if one.has(last._replace(role="value")) is False:
        return last
    return first if _unlike_before(first, one) else None


def _in_range(first: Written, last: Written, one: Measured) -> bool | None:
    """Whether a range, such as 2 to 5 %, holds what was measured; a change is no such range."""
    if first.role == "from":
        both = [one.has(first._replace(bound="")), one.has(last._replace(bound=""))]
        return None if None in both else False if False in both else None
    ends = list(zip(one.meant(first), one.meant(last), strict=False))
    if not ends or not one.sure:
        return None
    return any(
        min(low, high) - digit <= value <= max(low, high) + digit
        for (low, digit), (high, _) in ends
        for value in one.figures
    )


def _unlike_before(written: Written, one: Measured) -> bool:
    """Whether a number from which a value fell or rose is outside of all that was measured before."""
    known = values_of((*one.before, *one.during[:1]))
    if not one.before or not known:
        return False
    return not any(
        near(value, digit, written, measured) or min(known) - digit <= value <= max(known) + digit
        for value, digit in one.meant(written)
        for measured in known
    )


def _differs(written: Sequence[Written], one: Measured, *, exactly: bool) -> bool:
    limit, change = one.series.threshold, change_of(written)
    if limit is None or change is None or change[0].whole or not (meant := one.meant(change[0])):
        return False
    first, last = change
    upward = one.series.breach == ABOVE
    if last is not None:  # a range: what is expected is no breach
        pairs = zip(meant, one.meant(last), strict=False)
        return all(low * (1 + _SAME) < limit < high * (1 - _SAME) for (low, _), (high, _) in pairs)
    if first.bound and (first.bound == "under") != upward:
        return True
    if first.bound or exactly:
        return not same_limit(first, one, limit)
    slack = (_ROUGHLY if first.approximate else _SAME) * abs(limit)
    return all((value - limit if upward else limit - value) > slack for value, _ in meant)


def _unusual(written: Sequence[Written], one: Measured) -> bool:
    """Whether a usual value is far from all that was measured before."""
    known, change = values_of(one.before), change_of(written)
    if change is None or change[1] is not None or change[0].bound or change[0].whole or not known or not one.sure:
        return False
    low, high = min(known), max(known)
    slack = _ROUGHLY * max(abs(low), abs(high)) + (high - low)
    return not any(low - slack - digit <= value <= high + slack + digit for value, digit in one.meant(change[0]))


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[:80]}”"
