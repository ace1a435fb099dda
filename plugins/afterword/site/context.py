"""All that a page may ask: what the corpus says, how the site calls it, where it is, and a page itself."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from typing import Any, Final, TypeVar

from afterword.corpus.facets import Group
from afterword.diagnostics import counted
from afterword.files.cache import digest
from afterword.model import Pattern
from afterword.pages import addresses
from afterword.pages.page import Document, Page
from afterword.publish.api import export_pages
from afterword.publish.feeds import atom_pages, calendar_page
from afterword.rendering import Markup, Templates, unmarked
from afterword.rendering.document import STORY, parted
from afterword.rendering.front_matter import LONGEST_DESCRIPTION, clipped
from afterword.rendering.html import NOTHING
from afterword.rendering.links import Linker
from afterword.settings import PUBLIC
from afterword.site import generic
from afterword.site.facts import Facts

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
class Site(Facts):
    """The site on the day ``as_of``; ``address`` is where it will be published, if that is known.

    With ``folders`` each page is a folder with an index in it, as MkDocs' ``use_directory_urls`` makes them.
    ``from_source`` is that of a ``Linker``.
    """

    address: str = ""
    folders: bool = True
    from_source: bool = False
    templates: Templates = field(
        default_factory=partial(Templates, address=addresses, first_shown=FIRST_SHOWN), compare=False
    )

    @cached_property
    def published(self) -> tuple[Page, ...]:
        """What is published beside the pages: the API, the feeds and the calendar."""
        corpus, settings, as_of = self.corpus, self.settings, self.as_of
        return (
            *export_pages(
                corpus, self.facets, self.recurrences, settings, as_of, evidence=self.evidence, folders=self.folders
            ),
            *atom_pages(corpus, self.facets, self.fields, settings, as_of, self.address, folders=self.folders),
            calendar_page(corpus, self.fields, settings, as_of, self.address, folders=self.folders),
        )

    def forget_published(self) -> None:
        """Let go of what is published beside the pages; it is made anew for whoever asks again."""
        self.files  # noqa: B018  # it needs their paths for longer
        vars(self).pop("published", None)

    @property
    def public(self) -> bool:
        """Whether internal reviews are left out; how many there are is not told either."""
        return self.settings.audience == PUBLIC

    @cached_property
    def guides(self) -> frozenset[str]:
        """The paths of the guides to which pages lead and that are there."""
        return frozenset(name for name in GUIDES if (self.settings.docs_dir / name).is_file())

    @cached_property
    def files(self) -> frozenset[str]:
        """The same, and the paths of what is published beside the pages."""
        return self.guides.union(page.path for page in self.published)

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

    def place(self, page: str) -> str:
        """The address of a page relative to the root of the site, for data that readers or scripts resolve there."""
        return addresses.published(page, folders=self.folders)

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
    def key(self) -> str:
        """A name for all that a page may show, but for the narratives of reviews and what is computed from them."""
        reviews = [(review.path, review.data, review.service_levels) for review in self.corpus.reviews]
        patterns = [(pattern.path, pattern.data, pattern.body) for pattern in self.corpus.patterns]
        facts = marshal.dumps([reviews, patterns], 2)  # the last version whose bytes depend on nothing but the values
        others = (self.corpus.unshown, self.fields, self.pattern_fields, self.settings)
        # No page names the address of the site: only feeds and the like do, which are made by each build.
        where = (str(self.as_of), self.folders, sorted(self.files))
        return digest(blake2b(facts).hexdigest(), repr(others), where)

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
        writes: bool = False,
        draws: bool = False,
        narrative: Callable[[], str] = str,
        depends: Callable[[], object] | None = None,
        make: Callable[[Linker], Mapping[str, Any]] | None = None,
        **values: Any,
    ) -> Page:
        """A page that fills a template when it is asked for; ``make`` gives the values that need its own links.

        ``depends`` and ``draws`` are those of a ``Page``. ``narrative`` gives Markdown, for where the template prints
        ``story``.
        """
        shown = unmarked(title)

        def write() -> Document:
            to = Linker(path, folders=self.folders, from_source=self.from_source, ways=self._ways)
            given = {**self._shared, "to": to, "title": title, "story": STORY, **values, **(make(to) if make else {})}
            before, after = parted(self.templates.render(template, given))
            feed = addresses.feed_of(path)
            return Document(
                title=shown,
                before=before,
                narrative=narrative(),
                after=after,
                description=unmarked(clipped(description, LONGEST_DESCRIPTION)),
                hide=tuple(hide),
                feed=feed if feed in self.files else "",
                writes=writes,
            )

        return Page(path, source=source, parent=parent, write=write, depends=depends, title=shown, draws=draws)
