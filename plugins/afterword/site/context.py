"""All that a page may ask: the corpus, the schema's labels, the day, and what each review belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, Final, TypeVar

from afterword.analysis.readiness import ModelReadiness, every_model
from afterword.analysis.reading_order import reading_order
from afterword.analysis.recall import Recall
from afterword.analysis.recurrence import Recurrence, by_later, recurrences
from afterword.corpus import Corpus
from afterword.corpus.facets import FacetIndex, Group, build_facets, facet_values
from afterword.diagnostics import counted
from afterword.model import Pattern, Review
from afterword.pages import addresses
from afterword.pages.page import Document, Page
from afterword.publish.api import export_pages
from afterword.publish.feeds import atom_pages, calendar_page
from afterword.rendering import Markup, Templates, unmarked
from afterword.rendering.document import STORY, parted
from afterword.rendering.front_matter import LONGEST_DESCRIPTION, clipped
from afterword.rendering.html import NOTHING
from afterword.rendering.links import Linker
from afterword.schema import FacetPlace, Field
from afterword.settings import Settings
from afterword.site import generic
from afterword.text.slug import slugs

Item = TypeVar("Item")
Made = TypeVar("Made")

INVENTED: Final = "invented"
WITHDRAWN: Final = "withdrawn"

GUIDES: Final = (
    *("guides/index.md", "guides/read-the-site.md", "guides/run-it.md", "guides/stop-a-release.md"),
    *("guides/write-a-review.md", "adr/index.md"),
)
"""Pages written by hand that generated ones lead to, where the knowledge base has them."""

FIRST_SHOWN: Final = 30
"""The rows that a long list shows at first; the rest is on the page, and shown when it is asked for or filtered."""


@dataclass(frozen=True)
class Site:
    """The site on the day ``as_of``; ``address`` is where it will be published, if that is known.

    With ``folders`` each page is a folder with an index in it, as MkDocs' ``use_directory_urls`` makes them.
    """

    corpus: Corpus
    fields: Field
    pattern_fields: Field
    settings: Settings
    as_of: date
    address: str = ""
    folders: bool = True
    templates: Templates = field(
        default_factory=partial(Templates, address=addresses, first_shown=FIRST_SHOWN), compare=False
    )

    @cached_property
    def facets(self) -> Mapping[str, FacetIndex]:
        return build_facets(self.corpus, self.fields)

    @cached_property
    def facets_at(self) -> Mapping[FacetPlace, tuple[str, ...]]:
        """The names of the facets that belong to each place of the site, in its order."""
        at = {
            place: [
                (index.facet.places[place], name) for name, index in self.facets.items() if place in index.facet.places
            ]
            for place in FacetPlace
        }
        return {place: tuple(name for _, name in sorted(names)) for place, names in at.items()}

    @cached_property
    def memberships(self) -> Mapping[str, Mapping[str, tuple[Group, ...]]]:
        """By review and facet, the groups to which the review belongs, in its own order."""
        found: dict[str, dict[str, tuple[Group, ...]]] = defaultdict(dict)
        for name, index in self.facets.items():
            for review in self.corpus.reviews:
                if values := facet_values(review, index.field):
                    found[review.id][name] = tuple(index.by_value[value] for value in values)
        return found

    @cached_property
    def said_of(self) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
        """By review, what others say of it: their id, the relation and the reason."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for review in self.corpus.reviews:
            for link in review.data.get("related", ()):
                found[link["id"]].append((review.id, link["relation"], link.get("reason", "")))
        return {id_: tuple(said) for id_, said in found.items()}

    @cached_property
    def recall(self) -> Recall:
        """What the reviews of this site find again in one another; it is indexed once, at the first question."""
        return Recall.of(self.corpus.reviews, self.corpus.patterns)

    @cached_property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """Every pair of reviews that share a cause, by the later one, newest first."""
        return recurrences(self.corpus)

    @cached_property
    def repeats(self) -> Mapping[str, tuple[Recurrence, ...]]:
        """By review, the earlier ones with which it shares a cause, the most serious first."""
        return by_later(self.recurrences)

    @cached_property
    def published(self) -> tuple[Page, ...]:
        """What is published beside the pages: the API, the feeds and the calendar."""
        corpus, settings, as_of = self.corpus, self.settings, self.as_of
        return (
            *export_pages(corpus, self.facets, self.recurrences, settings, as_of),
            *atom_pages(corpus, self.facets, self.fields, settings, as_of, self.address),
            calendar_page(corpus, self.fields, settings, as_of),
        )

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of what is published beside the pages, and of the guides that are there."""
        docs = self.settings.root / "docs"
        guides = (name for name in GUIDES if (docs / name).is_file())
        return frozenset([*(page.path for page in self.published), *guides])

    @cached_property
    def places(self) -> Mapping[tuple[str, str, str], int]:
        """By facet, value and review, the place of the review among those with that value, newest first."""
        return {
            (name, group.value, review.id): at
            for name, index in self.facets.items()
            if index.facet.pages
            for group in index.groups
            for at, review in enumerate(group.reviews)
        }

    @cached_property
    def readiness(self) -> Mapping[str, ModelReadiness]:
        """By model, what its past asks of it before it ships."""
        return every_model(self.corpus, self.as_of, self.settings.waivers)

    @cached_property
    def reading_order(self) -> tuple[Review, ...]:
        """All reviews, the one to read first at the head."""
        return reading_order(self.corpus)

    @cached_property
    def counted_ids(self) -> frozenset[str]:
        return frozenset(review.id for review in self.corpus.counted)

    @cached_property
    def owner_slugs(self) -> Mapping[str, str]:
        """By owner of an action, its name in an address."""
        return slugs(action.owner for action in self.corpus.actions if action.owner)

    def real_first(self, items: Iterable[Item], review_id: Callable[[Item], str]) -> list[Item]:
        """The order of every list: what really happened, then what was made up or withdrawn."""
        return sorted(items, key=lambda item: review_id(item) not in self.counted_ids)

    @cached_property
    def aside_reviews(self) -> str:
        """What the reviews are called that statistics leave out."""
        return f"{self._aside} {'examples' if self._aside == INVENTED else 'reviews'}"

    def counted_aside(self, number: int, noun: str = "") -> str:
        """So many of the reviews that statistics leave out: ``3 invented examples``, or with a noun ``… reviews``."""
        if self._aside == INVENTED:
            return counted(number, " ".join(filter(None, [INVENTED, "example", noun])))
        return counted(number, f"{self._aside} review")

    @cached_property
    def _aside(self) -> str:
        aside = [review for review in self.corpus.reviews if review.id not in self.counted_ids]
        withdrawn = [review for review in aside if not review.illustrative]
        if not withdrawn:
            return INVENTED
        return WITHDRAWN if len(withdrawn) == len(aside) else f"{INVENTED} or {WITHDRAWN}"

    def groups_of(self, review: Review, facet: str) -> tuple[Group, ...]:
        """The groups of one facet to which a review belongs."""
        return self.memberships.get(review.id, {}).get(facet, ())

    def counted(self, reviews: Sequence[Review]) -> int:
        """How many of some reviews statistics may rest on."""
        return sum(1 for review in reviews if review.id in self.counted_ids)

    def group_title(self, facet: str, group: Group) -> str:
        """How a reader meets a value; a pattern by the title of its page."""
        return self.pattern_title(group.value, group.title) if facet == "patterns" else group.title

    def pattern_title(self, id_: str, otherwise: str = "") -> str:
        """The title of a pattern's page; where nobody has written one, ``otherwise`` or its id."""
        pattern = self.corpus.pattern_by_id.get(id_)
        return pattern.title if pattern else otherwise or id_

    def pattern_page(self, pattern: Pattern) -> str:
        """The page of a pattern: that of its group, or, before any review names it, its own id."""
        group = self.group("patterns", pattern.id)
        return addresses.facet_page("patterns", group.slug if group else pattern.id)

    def group(self, facet: str, value: str) -> Group | None:
        """The group of a value; ``None`` where the schema has no such facet, or no review such a value."""
        return self.facets[facet].by_value.get(value) if facet in self.facets else None

    def group_page(self, facet: str, group: Group) -> str:
        """The page of a value."""
        return addresses.facet_page(facet, group.slug)

    def group_link(self, to: Linker, facet: str, group: Group, css: str = "") -> Markup:
        """A link to the page of a value."""
        page = self.group_page(facet, group)

        def link() -> Markup:
            return to.to(page, self.group_title(facet, group), css)

        return link() if to.owns(page) else self.once(("group", to.place, facet, group.value, css), link)

    def once(self, asked: Hashable, make: Callable[[], Made]) -> Made:
        """What many pages show alike, made when the first of them asks; ``asked`` names all that it depends on."""
        if asked not in self._once:
            self._once[asked] = make()
        found: Made = self._once[asked]
        return found

    @cached_property
    def _once(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _ways(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def _shared(self) -> Mapping[str, Any]:
        return {
            "site": self,
            "nothing": NOTHING,
            "label": lambda *path: self.fields.at(*path).title,
            "rest": lambda row, path, known: generic.entries(self.fields.at(*path).item, row, known),
        }

    def page(
        self,
        path: str,
        template: str,
        *,
        title: str,
        description: str = "",
        parent: str = "",
        source: str = "",
        hide: Sequence[str] = ("navigation",),
        narrative: str = "",
        make: Callable[[Linker], Mapping[str, Any]] | None = None,
        **values: Any,
    ) -> Page:
        """A page that fills a template when it is asked for; ``make`` gives the values that need its own links.

        ``narrative`` is Markup, for the place where the template prints ``story``.
        """

        def write() -> Document:
            to = Linker(path, folders=self.folders, ways=self._ways)
            given = {**self._shared, "to": to, "title": title, "story": STORY, **values, **(make(to) if make else {})}
            before, after = parted(self.templates.render(template, given))
            feed = addresses.feed_of(path)
            return Document(
                title=unmarked(title),
                before=before,
                narrative=narrative,
                after=after,
                description=unmarked(clipped(description, LONGEST_DESCRIPTION)),
                hide=tuple(hide),
                feed=feed if feed in self.files else "",
            )

        return Page(path, source=source, parent=parent, write=write)
