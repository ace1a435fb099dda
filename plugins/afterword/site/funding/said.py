"""What the reviews say about money and effort: a few sentences, each with how it was counted and what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from afterword.analysis.funding import ABSENT, Funding, Kind, Toll
from afterword.analysis.trends.safeguards import OFTEN
from afterword.diagnostics import counted, listed
from afterword.model import SEVERE
from afterword.pages import addresses
from afterword.rendering import Markup, plain
from afterword.rendering.links import Linker
from afterword.rendering.words import amount, share_of
from afterword.site.context import Site
from afterword.site.funding.asked import preventions_link, reviews_link
from afterword.site.trends.near_misses import near_miss_field


class Said(NamedTuple):
    """One sentence; ``counted`` says how, and ``unknown`` what it cannot say."""

    name: str
    text: Markup
    counted: str
    unknown: str


def sentences(site: Site, to: Linker, found: Funding) -> list[Said]:
    """What can be said from what is there: at most five sentences."""
    return [one for kind in (_recurs, _lacks, _costs, _caught, _unfinished) for one in kind(site, to, found)]


def pattern_link(site: Site, to: Linker, toll: Toll) -> Markup:
    """A pattern as a link to its page."""
    group = site.group("patterns", toll.name)
    return site.group_link(to, "patterns", group) if group else plain(site.pattern_title(toll.name))


def severities(site: Site) -> str:
    """How a reader meets the severities of a severe incident."""
    field = site.fields.at("severity")
    return " or ".join(field.label(value) for value in SEVERE)


def _recurs(site: Site, to: Linker, found: Funding) -> Iterator[Said]:
    if not found.patterns:
        return
    toll = found.patterns[0]
    numbers = [
        reviews_link(site, to, toll.incidents, counted(len(toll.incidents), "incident"), pattern=toll.name),
        reviews_link(site, to, toll.severe, counted(len(toll.severe), "incident"), pattern=toll.name, severe=SEVERE),
        reviews_link(site, to, toll.near_misses, _near_misses(len(toll.near_misses)), pattern=toll.name),
    ]
    more = len(toll.severe) > max((len(other.severe) for other in found.patterns[1:]), default=0)
    yield Said(
        "recurs",
        Markup("{} is behind {} of {}, {}. It is in {} and {} in all.{}").format(
            pattern_link(site, to, toll),
            numbers[1],
            severities(site),
            _first(more, "pattern"),
            numbers[0],
            numbers[2],
            _prevented(site, to, toll),
        ),
        f"Reviews that name the pattern, of {counted(len(found.all.reviews), 'review')}. Patterns are ordered by "
        f"incidents of {severities(site)}, then by all incidents.",
        f"A review may name several patterns, so their numbers do not add up. {_none_of(found.unpatterned, 'pattern')}",
    )


def _lacks(site: Site, to: Linker, found: Funding) -> Iterator[Said]:
    kind = next((kind for kind in found.kinds if kind.lacking.reviews), None)
    if kind is None:
        return
    lacking, held = kind.lacking, len(kind.reviews("held"))
    example = _example(kind)
    more = len(lacking.severe) > max((len(one.lacking.severe) for one in found.kinds if one is not kind), default=0)
    text = Markup("Safeguards of the kind “{}”, such as “{}”, were absent in {}.").format(
        Markup('<a href="#safeguards">{}</a>').format(kind.noun),
        to.to(addresses.review(example[1]), example[0], anchor="safeguards"),
        f"{counted(len(lacking.severe), 'incident')} of {severities(site)}, {_first(more, 'kind')}, "
        f"and in {counted(len(lacking.reviews), 'review')} in all",
    )
    yield Said(
        "lacks",
        text,
        f"Safeguards that reviews list as absent, by the noun of their name where at least {OFTEN} share it. "
        f"The same kind held in {counted(held, 'review')}.",
        "Whether it would have stopped the failure is the judgement of each review. "
        + _none_of(found.unguarded, "safeguard"),
    )


def _costs(site: Site, to: Linker, found: Funding) -> Iterator[Said]:
    rest = len(found.all.reviews) - found.stated
    unknown = f"The cost of the other {counted(rest, 'review')} is unknown, not zero." if rest else ""
    top = found.costliest()
    if top is None:
        if found.all.reviews:
            yield Said(
                "cost",
                Markup("What the failures cost in money is not known: no review that names a pattern states it."),
                "Reviews with an amount under `impact.cost`.",
                unknown,
            )
        return
    toll, total = top
    yield Said(
        "cost",
        Markup("{} has the highest stated cost of all patterns: {} {} in {}.").format(
            pattern_link(site, to, toll), total.currency, amount(total.sum), counted(total.reviews, "review")
        ),
        f"Amounts in {total.currency} that reviews state ({share_of(found.stated, len(found.all.reviews), 'review')} "
        f"{'states' if found.stated == 1 else 'state'} any). A review counts in full under each of its patterns. "
        "Currencies are not added together.",
        unknown,
    )


def _caught(site: Site, to: Linker, found: Funding) -> Iterator[Said]:
    caught = found.all.near_misses
    if not caught:
        return
    by = Counter(near_miss_field(review, "caught_by") for review in caught)
    terms = site.fields.at("near_miss", "caught_by").terms
    how = [f"{term.title.lower()} {by[value]:,}" for value, term in terms.items() if by[value]]
    if silent := len(caught) - sum(by[value] for value in terms):
        how.append(f"not reported {silent:,}")
    text = Markup("{} {} stopped before harm ({})").format(
        reviews_link(site, to, caught, _near_misses(len(caught))),
        "was" if len(caught) == 1 else "were",
        f"caught by: {listed(how)}",
    )
    most = min(found.patterns, key=lambda toll: (-len(toll.near_misses), toll.name), default=None)
    if most and most.near_misses:
        text = Markup("{}; {} of them {} {}").format(
            text,
            len(most.near_misses),
            "shows" if len(most.near_misses) == 1 else "show",
            pattern_link(site, to, most),
        )
    yield Said(
        "caught",
        text + ".",
        "Reviews of the kind near miss, by what caught them.",
        "How many were caught and never written up.",
    )


def _unfinished(site: Site, to: Linker, found: Funding) -> Iterator[Said]:
    own, late, others = found.all.unfinished, found.all.overdue, found.all.announced
    if not own and not others:
        return
    here = own or others
    number = preventions_link(site, to, here, counted(len(here), "prevention"))
    verb = "is" if len(here) == 1 else "are"
    if own:
        overdue = preventions_link(site, to, late, f"{len(late):,}", overdue=True)
        text = Markup("{} of our own {} unfinished, {} overdue").format(number, verb, overdue)
    else:
        text = Markup("{} {} unfinished as public reports tell it").format(number, verb)
    of = [(len(toll.unfinished if own else toll.announced), toll) for toll in found.patterns]
    most = min(of, key=lambda row: (-row[0], row[1].rank), default=None)
    if most and most[0]:
        text = Markup("{}; reviews of {} have {} of them").format(text, pattern_link(site, to, most[1]), most[0])
    yield Said(
        "unfinished",
        text + ".",
        "Actions of the area prevention that are open or in progress. "
        "Those of a review count under each of its patterns.",
        f"What became of {counted(len(others), 'prevention')} that public reports told as unfinished."
        if others
        else "",
    )


def _first(more: bool, what: str) -> str:
    return f"more than any other {what}" if more else f"and no other {what} has more"


def _prevented(site: Site, to: Linker, toll: Toll) -> Markup:
    """Where the register says what stops a pattern; nothing where it does not say."""
    pattern = site.corpus.pattern_by_id.get(toll.name)
    if pattern is None or not pattern.data.get("prevention"):
        return plain("")
    return Markup(" {}").format(to.to(site.pattern_page(pattern), "What prevents it", "aw-more", anchor="prevention"))


def _near_misses(number: int) -> str:
    return counted(number, "near miss", "near misses")


def _example(kind: Kind) -> tuple[str, str]:
    """The name of one that was absent and its review: the most severe, and of those the newest."""
    absent = [use for use in kind.uses if use.outcome == ABSENT]
    use = min(absent, key=lambda one: one.review.severity)
    return use.name, use.review.id


def _none_of(number: int, what: str) -> str:
    return f"{counted(number, 'review names', 'reviews name')} no {what}." if number else ""
