"""Rules for the narrative: Markdown that every engine renders the same way, and that is safe to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from afterword.diagnostics import Diagnostic, Problem, Severity
from afterword.reading.source import hidden_in
from afterword.rules.registry import FileContext, file_rule
from afterword.schema import PATTERN, REVIEW
from afterword.text.characters import character_name
from afterword.text.expression import expression
from afterword.text.signs import Signs

if TYPE_CHECKING:
    from afterword.rules.on_demand.repair import Left, Repair

_body_rule = partial(file_rule, kinds=(REVIEW, PATTERN))
# A URL between angle brackets is Markdown; its target is checked as a link.
_HTML = expression(r"<(?=[A-Za-z/!?])(?!(?:https?|mailto):[^\s<>]*>)[^<>\n]{0,80}>?", re.IGNORECASE)
_HEADED = expression(r"\n {0,3}(?:#[ \t\n]|=)")
_SIGNS_OF_TITLE = Signs(r"(?m)^ {0,3}(?:#[ \t\n]|=)")
_SIGNS_OF_DIAGRAM = Signs("(?i)mermaid")
_SIGNS_OF_SNIPPET = Signs("8<")
_ENTITY = expression(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")


@_body_rule("AW501", "raw-html")
def raw_html(file: FileContext) -> Iterator[Problem]:
    """The narrative has no raw HTML.

    ## Why
    HTML from a review would run in the browser of every reader, and can break the page around it.
    Markdown is enough for a narrative; put text that looks like a tag between backticks.

    ## Bad
    ```body
    The page said <b>nothing</b> at all.
    ```

    ## Good
    ```body
    The page said **nothing** at all, and the log only `<empty>`.
    ```
    """
    if "<" not in file.document.body:
        return
    from afterword.reading.narrative import prose, written_links

    text = prose(file.document.body)
    found = list(_HTML.finditer(text))
    targets = {link.start for link in written_links(file.document.body)} if found else ()
    for match in found:
        # CommonMark has a target between angle brackets.
        if match.start() + 1 in targets:
            continue
        yield Problem(
            f"`{match[0][:40]}` is raw HTML",
            file.document.body_span(*match.span()),
            "Use Markdown, or put it between backticks if it is meant as text.",
        )


@_body_rule("AW504", "snippet")
def snippet(file: FileContext) -> Iterator[Problem]:
    """The narrative does not include other files.

    ## Why
    A line that begins with `--8<--` makes a Markdown extension publish a file from the machine that builds the site.

    ## Bad
    ```body
    --8<-- "mkdocs.yml"
    ```

    ## Good
    ```body
    The settings are in `mkdocs.yml`.
    ```
    """
    body = file.document.body
    if not _SIGNS_OF_SNIPPET.may_be_in(body):
        return
    for match in re.finditer(r"^[ \t]*-{1,}8<-{1,}.*$", body, re.MULTILINE):
        yield Problem(
            "This line includes a file",
            file.document.body_span(*match.span()),
            "Copy the text that is needed, or link to it.",
        )


def _lower_the_headings(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Delete a first heading that is the title, and move the other headings down a level, all at once."""
    from afterword.rules.fixes.headings import headings_below_title

    return headings_below_title(file, diagnostic)


@_body_rule("AW506", "page-title", fix=_lower_the_headings)
def page_title(file: FileContext) -> Iterator[Problem]:
    """The headings of the narrative start at level two.

    ## Why
    The title of the page comes from the front matter.
    A second one would look like another page in the table of contents, in search and in a screen reader.

    ## Bad
    ```body
    # What happened
    ```

    ## Good
    ```body
    ## What happened
    ```
    """
    body = file.document.body
    if not _SIGNS_OF_TITLE.may_be_in(body) or not _HEADED.search(f"\n{body}"):
        return
    from afterword.reading.headings import bare, headings

    title = bare(str(file.entry.data.get("title", "")))
    for heading in headings(body):
        if heading.level == 1:
            same = " that repeats the title" if bare(heading.text) == title else ""
            help_ = "Delete it: the page shows the title." if same else "Start it with `##`."
            span = file.document.body_span(heading.start, heading.end)
            yield Problem(f"This is a level-one heading{same}", span, help_)


@_body_rule("AW507", "hidden-entity")
def hidden_entity(file: FileContext) -> Iterator[Problem]:
    """The narrative does not write a hidden character as an HTML entity.

    ## Why
    A browser turns `&#x202e;` into a character that reverses the text.
    So a reader would see something else than the reviewer.

    ## Bad
    ```body
    The ticket was signed by &#x202e;nobody.
    ```

    ## Good
    ```body
    The ticket was signed by nobody, and the report says &ldquo;unknown&rdquo;.
    ```
    """
    if "&" not in file.document.body:
        return
    from html import unescape

    from afterword.reading.narrative import prose

    body = prose(file.document.body)

    for match in _ENTITY.finditer(body):
        shown = unescape(match[0])
        if hidden_in(f"x{shown}x"):
            yield Problem(
                f"`{match[0][:40]}` is the hidden character {character_name(shown[0])}",
                file.document.body_span(*match.span()),
                "Delete it.",
            )


@_body_rule("AW508", "undrawn-diagram", severity=Severity.WARNING)
def undrawn_diagram(file: FileContext) -> Iterator[Problem]:
    """A diagram has only content that can be drawn safely.

    ## Why
    A diagram that sets its own configuration, loads an image or can be clicked acts in the browser of every reader.
    Such a diagram, or one whose type or size is not supported, is shown as text.

    ## Bad
    ```body
    ~~~mermaid
    flowchart LR
        canary --> release
        click canary "https://example.org/board"
    ~~~
    ```

    ## Good
    ```body
    ~~~mermaid
    flowchart LR
        accTitle: The way of a release
        canary -->|held| release
    ~~~
    ```
    """
    body = file.document.body
    if not _SIGNS_OF_DIAGRAM.may_be_in(body):
        return
    from afterword.reading.diagrams import diagrams, refusals

    for diagram in diagrams(body):
        for refusal in refusals(diagram.text, file.settings.limits):
            span = file.document.body_span(diagram.start + refusal.start, diagram.start + refusal.end)
            yield Problem(f"{refusal.reason}; the diagram is shown as text", span, refusal.remedy)
