"""The incidents of other models that are close to one model, with why, and what is open there."""

from __future__ import annotations

from collections.abc import Container, Iterator

from afterword.analysis.readiness import Checklist, Close
from afterword.diagnostics import counted
from afterword.pages import addresses
from afterword.rendering import Markup, plain
from afterword.rendering.html import element, joined
from afterword.rendering.links import Linker
from afterword.site.context import Site


def close_rows(site: Site, to: Linker, checklist: Checklist, told: Container[str]) -> list[Markup]:
    """A line for each close review: its title, why it is about the model, and its preventions that are not finished.

    Reviews that the page has ``told`` already are left out.
    """
    untold = (one for one in checklist.close if one.review.id not in told)
    return [Markup("<li>{}</li>").format(joined(_parts(site, to, checklist, one), "\n")) for one in untold]


def _parts(site: Site, to: Linker, checklist: Checklist, one: Close) -> Iterator[Markup]:
    severity = site.fields.at("severity").label(one.review.severity)
    link = to.to(addresses.review(one.review.id), one.review.title)
    yield Markup("{} ({})").format(link, plain(severity))
    if still := checklist.past.open_preventions.get(one.review.id):
        late = sum(action.overdue(checklist.as_of) for action in still)
        said = f"{counted(len(still), 'open prevention')}{f', {late} overdue' if late else ''}"
        yield element("strong", said, "aw-late") if late else element("em", said, "aw-quiet")
    yield element("em", plain(one.why), "aw-because")
