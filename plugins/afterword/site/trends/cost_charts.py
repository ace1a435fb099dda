"""What it cost, as charts: per currency, per layer and per pattern, with what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterword.analysis.trends import Costs, costs
from afterword.analysis.trends.costs import MONEY, Total
from afterword.diagnostics import counted
from afterword.graphics.charts import Bar, Chart, Table, bars
from afterword.rendering.words import amount, share_of
from afterword.site.context import Site

MOST_ROWS = 10


def cost_charts(site: Site) -> list[Chart]:
    """The totals per currency and, once there is money to speak of, its layers and patterns."""
    found = costs(site.corpus)
    made = [_totals(site, found)]
    if found.totals:
        layers = {value: term.title for value, term in site.fields.at("root_causes", "*", "layer").terms.items()}
        patterns = {value: site.pattern_title(value) for value in found.by_pattern}
        made.append(_by("layer", "layers", found, found.by_layer, layers))
        made.append(_by("pattern", "patterns", found, found.by_pattern, patterns))
    return made


def _totals(site: Site, found: Costs) -> Chart:
    field = site.fields.at("impact", "cost")
    hours = (
        f" Labour hours are given in {found.with_hours:,}: {amount(round(found.hours, 2))} in total."
        if found.with_hours
        else ""
    )
    return Chart(
        "cost",
        "By currency",
        f"A cost in money is given in {share_of(found.with_money, found.total, 'review')}.{hours}"
        f"{_unknown(found.total - found.with_money)} Currencies are not added together.",
        "",
        Table(
            ("Currency", *(field.at(kind).title for kind in MONEY), "Sum", "Reviews"),
            tuple((t.currency, *(t.amounts.get(kind) for kind in MONEY), t.sum, t.reviews) for t in found.totals),
        ),
        None,
        "" if found.totals else "Fill in `impact.cost` with its currency; a rough figure is better than none.",
    )


def _unknown(number: int) -> str:
    return f" The cost of the other {number:,} is unknown, not zero." if number else ""


def _by(one: str, many: str, found: Costs, groups: Mapping[str, tuple[Total, ...]], titles: Mapping[str, str]) -> Chart:
    # One drawing has one currency: that which most reviews name.
    main = min(found.totals, key=lambda total: (-total.reviews, total.currency))
    drawn = [(titles.get(name, name), total) for name, total in _in(main.currency, groups)]
    ranked = sorted(drawn, key=lambda row: (-row[1].sum, row[0].casefold()))[:MOST_ROWS]
    left = len(drawn) - len(ranked)
    others = " The other currencies are in the table." if len(found.totals) > 1 else ""
    highest = f"Highest: {ranked[0][0]}, {amount(ranked[0][1].sum)}." if ranked else ""
    return Chart(
        f"cost-by-{one}",
        f"By {one}, in {main.currency}",
        f"Given in {share_of(main.reviews, found.total, 'review')}. A review counts in full under each of its "
        f"{many}, so the rows do not add up.{others}{_more(left, one)}",
        f"Cost in {main.currency} by {one}. {highest}",
        Table(
            (one.capitalize(), "Currency", "Sum", "Reviews"),
            tuple(
                (titles.get(name, name), total.currency, total.sum, total.reviews)
                for name, totals in groups.items()
                for total in totals
            ),
        ),
        bars([Bar(name, total.sum, short_amount(total.sum)) for name, total in ranked]),
    )


def _more(left: int, one: str) -> str:
    return f" {counted(left, f'more {one}')} {'is' if left == 1 else 'are'} there too." if left else ""


def _in(currency: str, groups: Mapping[str, Sequence[Total]]) -> list[tuple[str, Total]]:
    return [(name, total) for name, totals in groups.items() for total in totals if total.currency == currency]


def short_amount(number: float) -> str:
    """An amount in three figures: ``304 M``, ``3.7 M``, ``18 k``, ``650``."""
    for size, unit in ((1e9, " bn"), (1e6, " M"), (1e3, " k")):
        if number >= size:
            return f"{number / size:,.3g}{unit}" if number / size < 1000 else f"{number / size:,.0f}{unit}"
    return f"{number:.3g}"
