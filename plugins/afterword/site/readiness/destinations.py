"""Where lessons go: a page for each destination, with what has been put in force and what has not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from afterword.analysis.readiness import DestinationCheck, Past, every_check
from afterword.analysis.readiness.data import VERSION, adoption_data
from afterword.diagnostics import counted
from afterword.pages import addresses
from afterword.pages.json_page import json_page
from afterword.pages.page import Page
from afterword.rendering.links import Linker
from afterword.schema import Field
from afterword.site.context import Site
from afterword.site.makers import makes_pages
from afterword.site.readiness.rows import destination_check_row
from afterword.text.csv import csv_text

MOST_ROWS: Final = 100
"""The most checks of one section of a page; the data hold all."""

_COLUMNS: Final = ("destination", "check", "reviews", "severity", "patterns", "adopted_since", "adopted_by", "evidence")


@makes_pages
def destination_pages(site: Site) -> Iterator[Page]:
    """The overview of the destinations, their pages, and the same as JSON and CSV."""
    fields = site.fields.at("feeds").children
    past = Past.of(site.corpus, site.as_of, illustrative=True)
    by_destination = every_check(past)
    rows = [(field, by_destination.get(name, ())) for name, field in fields.items()]
    yield site.page(
        addresses.DESTINATIONS,
        "destinations.html.j2",
        title="Where lessons go",
        description="The checks that lessons add, and which of them are in force.",
        make=lambda to: {
            "rows": [
                (to.to(addresses.destination(field.name), field.title, "aw-title"), field.description, _figures(checks))
                for field, checks in rows
            ],
            "readiness_link": to.to(addresses.READINESS, "Readiness"),
        },
    )
    for field, checks in rows:
        yield _page(site, field, checks)
        yield json_page(f"destinations/{field.name}", _data(site, field, checks))
        yield Page(addresses.data(f"destinations/{field.name}", "csv"), _csv(checks))


def _page(site: Site, field: Field, checks: Sequence[DestinationCheck]) -> Page:
    def make(to: Linker) -> Mapping[str, Any]:
        adopted = [check for check in checks if _in_force(check)]
        waiting = [check for check in checks if not _in_force(check) and check.reviews]
        register = [check for check in checks if not _in_force(check) and not check.reviews]
        sections = (
            ("adopted", "In force", adopted),
            ("waiting", "Not yet recorded as in force", waiting),
            ("register", "From pattern pages, not yet recorded as in force", register),
        )
        return {
            "lead": field.description,
            "figures": _figures(checks),
            "sections": [
                (anchor, title, [destination_check_row(site, to, one) for one in found[:MOST_ROWS]], *_shares(found))
                for anchor, title, found in sections
                if found
            ],
            "index_link": to.to(addresses.DESTINATIONS, "Where lessons go"),
            "json_link": to.to(addresses.data(f"destinations/{field.name}"), "JSON"),
            "csv_link": to.to(addresses.data(f"destinations/{field.name}", "csv"), "CSV"),
        }

    return site.page(
        addresses.destination(field.name),
        "destination.html.j2",
        title=field.title,
        description=f"{counted(len(checks), 'check')}: {field.description}",
        parent=addresses.DESTINATIONS,
        make=make,
    )


def _in_force(check: DestinationCheck) -> bool:
    """Whether somebody has put a check in force; what a scenario records speaks only for invented checks."""
    return any(check.illustrative or not told.review.illustrative for told in check.adopted)


def _shares(checks: Sequence[DestinationCheck]) -> tuple[int, int]:
    """How many checks are real, and how many only invented scenarios ask for."""
    invented = sum(check.illustrative for check in checks)
    return len(checks) - invented, invented


def _figures(checks: Sequence[DestinationCheck]) -> Mapping[str, int]:
    real, invented = _shares(checks)
    return {
        "real": real,
        "adopted": sum(_in_force(check) and not check.illustrative for check in checks),
        "invented": invented,
    }


def _data(site: Site, field: Field, checks: Sequence[DestinationCheck]) -> dict[str, Any]:
    rows = [
        {
            "check": check.text,
            "reviews": [review.id for review in check.reviews],
            "patterns": [pattern.id for pattern in check.patterns],
            "illustrative": check.illustrative,
            "adopted": [adoption_data(adoption) for adoption in check.adopted],
        }
        for check in checks
    ]
    return {
        "version": VERSION,
        "as_of": site.as_of.isoformat(),
        "destination": field.name,
        "title": field.title,
        "count": len(rows),
        "checks": rows,
    }


def _csv(checks: Sequence[DestinationCheck]) -> str:
    """A row for each check; several values of a cell are separated by spaces."""
    return csv_text(_COLUMNS, (_csv_row(check) for check in checks))


def _csv_row(check: DestinationCheck) -> tuple[object, ...]:
    first = check.adopted[0] if check.adopted else None
    return (
        check.destination,
        check.text,
        " ".join(review.id for review in check.reviews),
        check.reviews[0].severity if check.reviews else None,
        " ".join(pattern.id for pattern in check.patterns),
        first.since.isoformat() if first else None,
        first.review.id if first else None,
        first.evidence if first else None,
    )
