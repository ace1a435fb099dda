"""Rules of the corpus: what is public leads to nothing internal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from afterword.corpus import Entry, Hidden
from afterword.corpus.guides import guides
from afterword.corpus.hidden import place_of_link
from afterword.corpus.places import site_folder
from afterword.diagnostics import START, Problem, Severity
from afterword.reading import bytes_of
from afterword.reading.lines import Lines
from afterword.reading.link import Link
from afterword.rules.registry import CorpusContext, CorpusProblems, corpus_rule
from afterword.schema import PATTERN
from afterword.settings import PUBLIC, Settings
from afterword.settings.site_folder import CONFIGURATIONS, USUAL, named_docs

_REMEDY: Final = (
    "Readers of a public site cannot open it, but would learn its name. "
    "Say what they need in words of its own, or make both internal."
)
_REMEDY_NAME: Final = "The address of a page tells its name. Rename the file."
_REMEDY_FILE: Final = (
    "It is not published. Show a copy with a name of its own, if everyone may see it; otherwise delete the link."
)


@corpus_rule("AW412", "internal-reference", Severity.WARNING, public=Severity.ERROR)
def internal_reference(corpus: CorpusContext) -> CorpusProblems:
    """A public page names no internal review, and no file that only internal reviews show.

    ## Why
    A link to an internal review is broken on a public site, and its address tells what the review is about.
    A bare name tells the same, so it counts wherever it is: in a field, the narrative, code or a comment.
    With `audience = "public"` this is an error, also in patterns, in the pages of `docs/`, in `mkdocs.yml` and in the
    glossary, and it cannot be switched off.

    ## Bad
    ```markdown title="postmortems/2025-01-02-another.md"
    ---
    title: The cache was empty again
    status: draft
    kind: incident
    severity: sev3
    summary: The cache was empty a second time.
    onset: 2025-01-02
    visibility: public
    related:
      - {id: 2025-01-01-example, relation: recurrence-of}
    ---
    ```

    ## Good
    ```markdown title="postmortems/2025-01-02-another.md"
    ---
    title: The cache was empty again
    status: draft
    kind: incident
    severity: sev3
    summary: The cache was empty a second time, for the reason that we know from the first.
    onset: 2025-01-02
    visibility: public
    ---
    ```
    """
    loaded, hidden = corpus.loaded, corpus.loaded.internal
    if not hidden:
        return
    public = loaded.settings.audience == PUBLIC
    for file in (*corpus.files, *corpus.parts):
        # While the site is for insiders, they may follow a link of a pattern.
        if file.entry.public and (public or file.contract.name != PATTERN) and corpus.about(file.entry.path):
            yield from ((file.entry.path, problem) for problem in _in_page(file.entry, hidden, loaded.settings))
    if public:
        yield from _beside(loaded.settings, hidden, corpus.about)


def _beside(settings: Settings, hidden: Hidden, about: Callable[[str], bool]) -> CorpusProblems:
    """The same in what people wrote by hand for the site."""
    from afterword.reading.narrative import links

    for file, home in _written_by_hand(settings):
        path = Path(os.path.relpath(file, settings.root)).as_posix()
        if not about(path):
            continue
        if any(hidden.mentions(path)):
            yield path, Problem("The name of the file is that of an internal review", START, _REMEDY_NAME)
        if text := _text(file, settings):
            linked = links(text) if file.suffix.casefold() == ".md" else ()
            for problem in _found(Lines(text), 0, linked, home, hidden):
                yield path, problem


def _written_by_hand(settings: Settings) -> Iterator[tuple[Path, str]]:
    """Each file with the folder of the site in which it is published."""
    # An engine reads the folder that its configuration names, also where the settings name another one.
    for docs in dict.fromkeys((settings.root / USUAL, settings.docs_dir, named_docs(settings.root))):
        if docs:
            yield from ((file, file.parent.relative_to(docs).as_posix()) for file in guides(docs, settings))
    configurations = (settings.root / name for name in CONFIGURATIONS)
    yield from ((file, "") for file in (*configurations, settings.glossary_file) if file)


def _in_page(entry: Entry, hidden: Hidden, settings: Settings) -> Iterator[Problem]:
    if entry.kind == PATTERN and any(hidden.mentions(entry.path)):
        yield Problem("The name of the file is that of an internal review", START, _REMEDY_NAME)
    if entry.document:
        offset = entry.document.frame.body_offset
        home = site_folder(entry.path, entry.kind, settings)
        yield from _found(entry.document.source.lines, offset, entry.document.links, home, hidden)


def _found(lines: Lines, offset: int, linked: tuple[Link, ...], home: str, hidden: Hidden) -> Iterator[Problem]:
    """Names in a text, and links to files; ``offset`` is where the text begins whose links they are."""
    named = list(hidden.mentions(lines.text))
    for start, end in named:
        yield Problem(f"`{lines.text[start:end]}` is an internal review", lines.span(start, end), _REMEDY)
    for link in linked:
        start, end = offset + link.start, offset + link.end
        if any(start <= at < end for at, _ in named):
            continue
        place = place_of_link(link, home)
        # A name that is written in a way that only a browser reads, or is only a date.
        if any(hidden.mentions(place)) or PurePosixPath(place).stem in hidden.ids:
            yield Problem("The link leads to an internal review", lines.span(start, end), _REMEDY)
        elif not link.image and hidden.hides(place):
            yield Problem("Only internal reviews show this file", lines.span(start, end), _REMEDY_FILE)


def _text(file: Path, settings: Settings) -> str:
    """The text of a file; empty for one that is no text, or is not there."""
    raw = bytes_of(file, str(file), settings.limits)
    try:
        return raw.decode("utf-8") if isinstance(raw, bytes) else ""
    except UnicodeDecodeError:
        return ""
