"""Rules of the corpus: what is public leads to nothing internal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from afterword.corpus import Entry, Hidden
from afterword.corpus.hidden import place_of_link
from afterword.corpus.places import site_folder
from afterword.diagnostics import START, Problem, Severity
from afterword.files.reason import reason
from afterword.reading.lines import Lines
from afterword.reading.link import Link
from afterword.rules.registry import CorpusContext, CorpusProblems, corpus_rule
from afterword.schema import PATTERN
from afterword.settings import PUBLIC, Settings

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
    With `audience = "public"` this is an error, which cannot be switched off, also in patterns, in the files of `docs/`
    and in what links there lead to, in `mkdocs.yml`, what it inherits and its `custom_dir`, in the glossary, and in the
    files that public pages show.
    A build searches the configuration with which it is made, whatever its name.
    A text that cannot be searched is an error too; compressed files, such as PDF, are not unpacked.

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
    """The same in what people wrote by hand for the site, and in the files that public pages show."""
    from afterword.corpus.beside_pages import published_attachments, written_by_hand

    for file, home in written_by_hand(settings):
        path = _path(file, settings)
        if about(path):
            if any(hidden.mentions(path)):
                yield path, Problem("The name of the file is that of an internal review", START, _REMEDY_NAME)
            yield from ((path, problem) for problem in _in_file(file, home, hidden, settings))
    for file in published_attachments(settings, hidden):
        # The page that shows a file is told of its name.
        if about(path := _path(file, settings)) and not any(hidden.mentions(path)):
            yield from ((path, problem) for problem in _in_file(file, "", hidden, settings))


def _path(file: Path, settings: Settings) -> str:
    return Path(os.path.relpath(file, settings.root)).as_posix()


def _in_file(file: Path, home: str, hidden: Hidden, settings: Settings) -> Iterator[Problem]:
    from afterword.corpus.beside_pages import text_in
    from afterword.reading.narrative import links

    try:
        text = text_in(file, settings.limits.attachment_bytes)
    except ValueError as error:
        remedy = f"{settings.limits.raising('attachment_bytes')} Or divide the file."
        yield Problem(f"The file is too large to be searched for internal reviews: {error}", START, remedy)
    except OSError as error:
        remedy = "Let everybody read it, or take it out of what is published."
        yield Problem(f"The file cannot be searched for internal reviews: {reason(error)}", START, remedy)
    else:
        linked = links(text) if file.suffix.casefold() == ".md" else ()
        yield from _found(Lines(text), 0, linked, home, hidden)


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
