"""Rules for reading: what a file must be before its content is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from afterword.diagnostics import Diagnostic, Problem, Severity
from afterword.reading import FindingKind
from afterword.reading.spaces import trailing_spaces
from afterword.rules.reading.reader_findings import reader_rule
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.schema import PATTERN, REVIEW

if TYPE_CHECKING:
    from afterword.rules.on_demand.repair import Left, Repair

# The same as `id` and `slug` in the schema: those check the fields, and these the files that the fields name.
_STEMS = {
    REVIEW: re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}-[a-z0-9]+(-[a-z0-9]+)*", re.ASCII),
    PATTERN: re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII),
}
# Pages that the site generates, and device names of Windows.
RESERVED = frozenset(
    {"index", "404", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""The names that no page may have."""


@reader_rule("AW001", FindingKind.UNREADABLE_FILE)
def unreadable_file() -> None:
    """A review is a regular file that can be read.

    ## Why
    A symbolic link or a special file could publish a file outside the knowledge base, or block the build for ever.
    So links are not followed, and only regular files are opened.

    ## Bad
    ```symlink title="postmortems/2025-01-01-example.md"
    ../pyproject.toml
    ```

    ## Good
    ```yaml
    title: A file of its own
    ```
    """


@reader_rule("AW002", FindingKind.OVER_LIMIT)
def over_limit() -> None:
    """A file stays within the limits on size, nesting and length.

    ## Why
    The limits stop a broken or malicious file from blocking the build for everyone.
    They are far above what a review needs, and each can be raised in the settings.

    ## Bad
    ```yaml
    models: [[[[[[[[[[[[[[[[[[too deep]]]]]]]]]]]]]]]]]]
    ```

    ## Good
    ```yaml
    models: [{name: Bot Management}]
    ```
    """


@reader_rule("AW003", FindingKind.ENCODING)
def encoding() -> None:
    r"""A review is encoded in UTF-8.

    ## Why
    With any other encoding some characters change on other machines.
    Nobody notices until a name or a number is wrong.

    ## Bad
    ```bytes title="postmortems/2025-01-01-example.md"
    ---\ntitle: caf\xe9\n---\n
    ```

    ## Good
    ```yaml
    title: Café orders were misjudged
    ```
    """


@reader_rule("AW004", FindingKind.HIDDEN_CHARACTER)
def hidden_character() -> None:
    r"""A review has no hidden characters.

    ## Why
    With control characters, zero-width characters and bidirectional overrides, a diff can show something else than the
    published page.
    Line numbers in messages can be wrong as well.
    With fillers, a title can be one that nobody sees.
    Right-to-left scripts and joined emoji are allowed: they need none of these.

    ## Bad
    ```bytes title="postmortems/2025-01-01-example.md"
    ---\ntitle: safe \xe2\x80\xae edisrever\n---\n
    ```

    ## Good
    ```yaml
    title: A title that reads as it is written
    ```
    """


@reader_rule("AW005", FindingKind.FRAMING)
def framing() -> None:
    """A review begins with front matter between two lines of three hyphens.

    ## Why
    If a `---` line is not exactly right, site generators publish the fields as text, or publish nothing.
    The first line must be `---`, followed by the fields as one YAML mapping, and `---` again.
    A second block below it, as after a conflict that was solved badly, would be published as text.

    ## Bad
    ```markdown title="postmortems/2025-01-01-example.md"
    ----
    title: One hyphen too many
    ----
    ```

    ## Good
    ```yaml
    title: Three hyphens, no more
    ```
    """


@file_rule("AW010", "file-name", Stage.READ, kinds=(REVIEW, PATTERN))
def file_name(file: FileContext) -> Iterator[Problem]:
    """A file name is a slug that ends in `.md`.

    ## Why
    The name is used as the URL, as the id and in links from other reviews.
    It has only lower-case letters, digits and single hyphens, so that it works on every system and in every shell.
    The name of a review begins with the onset date.

    ## Bad
    ```markdown title="postmortems/Outage in May.md"
    ---
    title: The cache was empty
    ---
    ```

    ## Good
    ```yaml
    title: The cache was empty
    ```
    """
    name = file.entry.path.rpartition("/")[2]
    if any(kind is FindingKind.UNREADABLE_FILE for kind, _ in file.entry.reading.findings):
        return  # a link to a folder needs no better name
    stem, limit = name.removesuffix(".md"), file.settings.limits.id
    if not name.endswith(".md") or not _STEMS[file.contract.name].fullmatch(stem) or len(stem) > limit:
        form = "2025-11-18-what-failed.md" if file.contract.name == REVIEW else "name-of-the-pattern.md"
        yield Problem(
            f"The file name {name[:120]!r} is not allowed",
            help=f"Use the form `{form}`: lower-case letters, digits and single hyphens, at most {limit} characters.",
        )
    elif stem in RESERVED:
        yield Problem(
            f"The file name {name!r} is reserved for a generated page or a Windows device", help="Choose a longer name."
        )


def _delete_the_space(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Delete the white space."""
    from afterword.rules.on_demand.repair import Left, Repair
    from afterword.text.edits import Edit

    lines = file.document.source.lines
    for start, end in trailing_spaces(file.document):
        if lines.span(start, end) == diagnostic.span:
            return Repair("Delete the white space at the end of the line", (Edit(start, end, ""),))
    return Left("The file has changed since it was checked")


@file_rule("AW011", "trailing-space", Stage.SCHEMA, Severity.INFO, (REVIEW, PATTERN), fix=_delete_the_space)
def trailing_space(file: FileContext) -> Iterator[Problem]:
    r"""No line of the front matter has trailing white space.

    ## Why
    Nobody sees it, and the next editor that removes it causes an unnecessary diff.
    In quotes and block texts it may be intended, so it is not reported there.

    ## Bad
    ```bytes title="postmortems/2025-01-01-example.md"
    ---\ntitle: An example\nstatus: draft\x20\x20\n---\n
    ```

    ## Good
    ```yaml
    status: draft
    ```
    """
    for start, end in trailing_spaces(file.document):
        span = file.document.source.lines.span(start, end)
        yield Problem("The line has trailing white space", span, "Delete it, or run `afterword fix`.")
