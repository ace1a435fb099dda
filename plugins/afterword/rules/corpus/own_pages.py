"""The rule about pages of the organisation's own that are at the address of one of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from afterword.corpus.guides import guides
from afterword.diagnostics import Problem, Severity
from afterword.pages import addresses
from afterword.rules.registry import CorpusContext, CorpusProblems, corpus_rule, registered
from afterword.schema import PATTERN, REVIEW
from afterword.settings.site_folder import configuration_text
from afterword.text.expression import expression

if TYPE_CHECKING:
    from afterword.pages.clashes import Ours

_FLAT = expression(r"^use_directory_urls[ \t]*:[ \t]*(false|no|off)\b", re.MULTILINE | re.IGNORECASE)
_MODELS = "models"
_EXCLUDES = expression(r"^(exclude_docs|draft_docs)[ \t]*:", re.MULTILINE)


@corpus_rule("AW416", "shared-address", public=Severity.ERROR)
def shared_address(corpus: CorpusContext) -> CorpusProblems:
    """No page of the docs folder has the address of a review, of a pattern or of a generated page.

    ## Why
    Of two files with one address, only one could be read, and it would be chance which.
    Your own page replaces a generated one if its path below `docs` is the same, such as `docs/index.md`.
    Other names for the same address, such as `docs/README.md`, are refused; so is a page in place of a review, a
    pattern, a feed, the calendar or a file of the API.
    A build checks the same for every file of the site.

    ## Bad
    ```markdown title="docs/postmortems/2025-01-01-example.md"
    # A page of our own
    ```

    ## Good
    ```markdown title="docs/index.md"
    # Welcome
    ```
    """
    settings = corpus.loaded.settings
    docs = settings.docs_dir
    written = configuration_text(settings.root)
    # Which files an engine leaves out, only the engine knows: its build tells.
    if not docs.is_dir() or _EXCLUDES.search(written):
        return
    ours = _first_parts(corpus)
    files = guides(docs, settings, lambda name: name.partition(".")[0] in ours)
    own = [file.relative_to(docs).as_posix() for file in files]
    if not own:
        return
    from afterword.pages.clashes import clashes

    for clash in clashes(own, _ours(corpus), folders=not _FLAT.search(written)):
        yield (
            f"{settings.docs}/{clash.own}",
            Problem(clash.message(settings.docs), help=f"{clash.remedy(settings.docs)}."),
        )


def _first_parts(corpus: CorpusContext) -> frozenset[str]:
    """The names with which the paths of our files begin: only a file with one of them can clash."""
    pages = {page.partition("/")[0].removesuffix(".md") for page in addresses.INDEXES}
    facets = {field.facet.name for field in corpus.loaded.contracts[REVIEW].fields.walk() if field.facet}
    return frozenset({"README", "feed", "api", *pages, *facets})


def _ours(corpus: CorpusContext) -> Iterator[Ours]:
    """What the site has for certain; how long lists are divided, only a build knows."""
    from afterword.corpus.facets import build_facets
    from afterword.pages.clashes import Ours

    for entry in corpus.loaded_reviews:
        yield Ours(addresses.review(entry.id), entry.path, replaceable=False)
        yield Ours(addresses.data(f"{addresses.REVIEW_FOLDER}/{entry.id}"), replaceable=False)
    for entry in corpus.loaded_patterns:
        yield Ours(addresses.facet_page(addresses.PATTERN_FOLDER, entry.id), entry.path, replaceable=False)
    yield from map(Ours, (*addresses.INDEXES, *(addresses.rule(rule.code) for rule in registered())))
    yield from map(partial(Ours, replaceable=False), (addresses.FEED, addresses.CALENDAR, addresses.data("index")))
    facets = build_facets(corpus.loaded.corpus(), corpus.loaded.contracts[REVIEW].fields)
    for name, index in facets.items():
        for slug in (group.slug for group in index.groups if index.facet.pages):
            page = addresses.facet_page(name, slug)
            if not (
                name == addresses.PATTERN_FOLDER and slug in {entry.id for entry in corpus.loaded.of_kind(PATTERN)}
            ):
                yield Ours(page)
            yield Ours(addresses.feed_of(page), replaceable=False)
            if name == _MODELS:
                yield Ours(addresses.readiness(slug))
                yield Ours(addresses.data(f"readiness/{slug}"), replaceable=False)
        if index.facet.pages:
            yield Ours(addresses.facet_index(name))
