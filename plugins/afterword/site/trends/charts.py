"""The charts of the trends: what the numbers are called, what they say, and what would fill an empty one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from afterword.analysis.recurrence import Outcome
from afterword.analysis.trends import (
    Durations,
    Shares,
    action_closure,
    detection,
    durations,
    interactions,
    layers_over_time,
    near_miss_ratio,
    recurrence_rate,
)
from afterword.analysis.trends.detection import CUSTOMER
from afterword.analysis.trends.durations import ENOUGH
from afterword.diagnostics import counted, listed
from afterword.graphics.charts import Bar, Chart, Column, Link, Table, bars, columns, grid, strip
from afterword.pages import addresses
from afterword.rendering.words import opened, share_of, span_of
from afterword.schema.fields import Term
from afterword.site.context import Site
from afterword.site.recurrence.rows import outcome_numbers


def layer_charts(site: Site) -> list[Chart]:
    """Layers over time, and which of them fail together."""
    terms = _layers(site)
    titles = [term.title for term in terms.values()]
    time, pairs = layers_over_time(site.corpus, tuple(terms)), interactions(site.corpus, tuple(terms))
    most = sorted((-number, row) for (row, column), number in pairs.cells.items() if row == column)
    frequent = [titles[row] for _, row in most[:3]]
    together = sorted((-number, pair) for pair, number in pairs.cells.items() if pair[0] != pair[1])
    return [
        Chart(
            "layers-over-time",
            "Layers over time",
            f"{opened(share_of(time.carried, time.total, 'review'))} {_verb(time.carried, 'names', 'name')} a layer. "
            f"A review that names several counts in each.{_undrawn(time.unplaced, 'review')}",
            f"Reviews by layer and period. Most frequent: {listed(frequent)}." if frequent else "",
            Table(
                ("Layer", *(period.name for period in time.periods)),
                tuple(
                    (title, *(time.cells.get((row, column), 0) for column in range(len(time.periods))))
                    for row, title in enumerate(titles)
                ),
            ),
            grid(titles, [period.short for period in time.periods], time.cells),
            "Fill in the layer of each cause in `root_causes` to see how failures shift between layers.",
        ),
        Chart(
            "layers-together",
            "Layers that fail together",
            f"{opened(share_of(pairs.several, pairs.carried, 'review'))} {_verb(pairs.several, 'names', 'name')} "
            "several layers. Filled: reviews that name both layers. Outlined: all reviews that name the layer.",
            "Reviews by pairs of layers. "
            + (
                f"Most often together: {listed(f'{titles[b]} with {titles[a]} ({-n})' for n, (a, b) in together[:3])}."
                if together
                else "No two layers are named together."
            ),
            Table(
                ("Layer", *titles),
                tuple(
                    (
                        title,
                        *(pairs.cells.get((max(row, column), min(row, column)), 0) for column in range(len(titles))),
                    )
                    for row, title in enumerate(titles)
                ),
            ),
            grid(titles, titles, pairs.cells, diagonal=True),
            "Failures rarely have a single cause; a review can name one in each layer involved.",
        ),
    ]


def detection_chart(site: Site) -> Chart:
    """Who found it first, with what customers found before the organisation did."""
    found = detection(site.corpus)
    terms = site.fields.at("detection", "by").terms
    order = sorted(found.by, key=lambda source: (-found.by[source], list(terms).index(source)))
    customers = f"Customers or users found {found.by_customers:,} of {found.known:,} first."
    return Chart(
        "detected-by",
        "Who found it first",
        f"Known for {share_of(found.known, found.total, 'incident')}. {customers if found.known else ''}",
        f"Incidents by who recognised them first. {customers}",
        Table(("Detected by", "Incidents"), tuple((terms[source].title, found.by[source]) for source in order)),
        bars([Bar(terms[source].title, found.by[source], strong=source == CUSTOMER) for source in order]),
        "Fill in `detection.by` to see how many incidents customers find before monitoring does.",
    )


def duration_charts(site: Site) -> list[Chart]:
    """From onset to detection, and from detection to mitigation."""
    return [
        _durations(
            durations(site.corpus, start, end),
            name,
            title,
            f"Fill in `{start}` and `{end}`, to the minute where logs allow, to see how long incidents last.",
        )
        for start, end, name, title in (
            ("onset", "detected", "onset-to-detection", "From onset to detection"),
            ("detected", "mitigated", "detection-to-mitigation", "From detection to mitigation"),
        )
    ]


def share_charts(site: Site) -> Mapping[str, Chart]:
    """Near misses, closed actions and repeats, each as a part of a whole over time."""
    near, closed = near_miss_ratio(site.corpus), action_closure(site.corpus, site.as_of)
    again = recurrence_rate(site.corpus, site.recurrences)
    return {
        "ratio": _shares(
            near,
            "near-miss-ratio",
            "Near misses and incidents",
            ("near misses", "incidents"),
            f"Near misses: {near.part:,} of {counted(near.whole, 'review')}.{_undrawn(near.unplaced, 'review')}",
            "Needs at least one review whose date is known to the month.",
        ),
        "closure": _shares(
            closed,
            "action-closure",
            "Closed actions",
            ("closed", "open"),
            f"{closed.whole:,} of {counted(closed.total, 'action')} {_verb(closed.whole, 'has', 'have')} a reported "
            f"status, and {closed.part:,} {_verb(closed.part, 'is', 'are')} closed. Grouped by when the incident began."
            f"{_undrawn(closed.unplaced, 'action')}",
            "Give each action a `status` to see how many are closed.",
        ),
        "recurrence": _shares(
            again,
            "recurrence-rate",
            "Repeat and new incidents",
            ("repeats", "new"),
            f"Repeat incidents: {again.part:,} of {counted(again.whole, 'review')}."
            f"{_undrawn(again.unplaced, 'review')}",
            "Needs at least one review whose date is known to the month.",
        ),
    }


def fix_chart(site: Site) -> Chart:
    """How far the fix of the earlier incident was each time that one happened again."""
    by_outcome = outcome_numbers(site)
    order = [outcome for outcome in Outcome if by_outcome[outcome]]
    reported = sum(number for outcome, number in by_outcome.items() if outcome is not Outcome.NOT_REPORTED)
    return Chart(
        "fix-when-it-recurred",
        "Fix status when it happened again",
        f"Reported for {share_of(reported, by_outcome.total(), 'repeat')}.",
        f"Repeats by fix status: {listed(f'{o.label} ({by_outcome[o]})' for o in order)}.",
        Table(("Fix status", "Reviews"), tuple((outcome.label, by_outcome[outcome]) for outcome in Outcome)),
        # What nobody has reported is outlined beside what is known.
        bars([Bar(one.label, by_outcome[one], strong=one is not Outcome.NOT_REPORTED) for one in order]),
        "No incident has happened twice.",
    )


def _durations(found: Durations, name: str, title: str, hint: str) -> Chart:
    number = len(found.spans)
    inexact = f" The times of {found.inexact:,} more are not precise enough." if found.inexact else ""
    few = f" Fewer than {ENOUGH}, so no median." if 0 < number < ENOUGH else ""
    quartiles = found.quartiles
    says = f"{counted(number, 'incident')} on a logarithmic time axis."
    middle = ""
    if quartiles:
        first, median, third = (_spoken(value) for value in quartiles)
        middle = f" Median {median}; the middle half took between {first} and {third}."
    elif number:
        says += f" From {_spoken(found.spans[0].seconds)} to {_spoken(found.spans[-1].seconds)}."
    rows = tuple(
        (
            Link(span.review.title, addresses.review(span.review.id)),
            _spoken(span.seconds),
            round(span.seconds / 3600, 2),
        )
        for span in found.spans
    )
    return Chart(
        name,
        title,
        f"Known for {share_of(number, found.total, 'incident')}.{inexact}{few}{middle}",
        says + middle,
        Table(("Incident", "Time", "Hours"), rows),
        strip([span.seconds for span in found.spans], quartiles),
        hint,
    )


def _shares(shares: Shares, name: str, title: str, parts: tuple[str, str], base: str, hint: str) -> Chart:
    told_periods = [share for share in shares.over_time if share.whole]
    last = told_periods[-1] if told_periods else None
    says = f"{shares.part:,} of {shares.whole:,} overall"
    return Chart(
        name,
        title,
        base,
        f"{says}; {last.part} of {last.whole} in {last.period.name}." if last else f"{says}.",
        Table(
            ("Period", parts[0].capitalize(), "All"),
            tuple((share.period.name, share.part, share.whole) for share in shares.over_time),
        ),
        columns([Column(share.period.short, share.part, share.whole) for share in shares.over_time], *parts),
        hint,
    )


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _undrawn(number: int, one: str) -> str:
    has, is_ = _verb(number, "has", "have"), _verb(number, "is", "are")
    return f" {counted(number, one)} {has} no quarter and {is_} not drawn." if number else ""


def _spoken(seconds: float) -> str:
    return span_of(timedelta(seconds=seconds))


def _layers(site: Site) -> Mapping[str, Term]:
    return site.fields.at("root_causes", "*", "layer").terms
