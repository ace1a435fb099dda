"""Rules for what nobody has written yet: text of the template, placeholders, and names that cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.model.unwritten import HEADINGS, UNWRITTEN
from afterword.rules.registry import FileContext, file_rule
from afterword.rules.spoken import names_of, texts_of
from afterword.rules.wording import named, shown
from afterword.text.placeholders import is_placeholder, names_nothing
from afterword.text.signs import Signs

_DRAFT: Final = frozenset({"draft", "withdrawn"})
"""In a draft everything may still be missing."""

_PUBLISHED: Final = frozenset({"published", "closed"})

LONGEST: Final = 80
"""A longer text is more than the name of a system."""

# The first signs come before the look at the start of the line, so that the search can jump to them.
_ALONE: Final = re.compile(
    r"##(?<![^\n]##)#{0,4} [^\n]*\n\s*^(?!#{1,6} )(?P<text>\S[^\n]{0,79})\n?\s*(?=^#{1,6} |\Z)", re.MULTILINE
)
"""A short line that is all there is below a heading, and no heading itself."""

_SIGNS_OF_HINT: Final = Signs("|".join(map(re.escape, HEADINGS.values())))

SYSTEM: Final = re.compile(
    # Alone, these can only be systems; a word before them, as in "customer service", can make people of them.
    r"(?:the|our|this|a) (?:service|system|platform|application|app|model|website|site)"
    # These are systems whatever goes before, unless it is people or joins them to something.
    r"|(?!.*\b(?:of|on|at|in|and|or|with|behind|using|by|for|no|not|customers?|users?|clients?|tenants?|teams?)\b)"
    r"(?:(?:the|our|all|this|a) )?(?:[\w-]+ ){0,2}"
    r"(?:apis?|pipelines?|databases?|clusters?|servers?|endpoints?|backends?|caches?|microservices?|kubernetes|gpus?"
    r"|feature store|data warehouse|load balancers?)"
    r"|(?:the |our )?prod(?:uction)?(?: environment)?"
)
VERSION: Final = re.compile(r"v?\d+(?:[._-]\d+)*(?:[._-]?(?:rc|beta|alpha|dev)\.?\d*)?", re.ASCII | re.IGNORECASE)


@file_rule("AW111", "template-text")
def template_text(file: FileContext) -> Iterator[Problem]:
    """A published review has no text of the template that nobody has replaced.

    ## Why
    The hints of the template tell its author what to write.
    On the site they would stand where a reader looks for what happened.

    ## Bad
    ```published
    severity: sev3
    ```
    ```body
    ## What happened

    Describe it for someone on another team: the situation, what went wrong, the outcome.
    ```

    ## Good
    ```published
    severity: sev3
    ```
    ```body
    ## What happened

    The ranker started with an empty cache, and pages took four seconds.
    ```
    """
    if file.review.status not in _PUBLISHED:
        return
    body = file.document.body
    for heading, hint in HEADINGS.items() if _SIGNS_OF_HINT.may_be_in(body) else ():
        if (start := body.find(hint)) >= 0:
            yield Problem(
                f"The text below `{heading}` is the hint of the template",
                file.document.body_span(start, start + len(hint)),
                "Replace it with what you know, or delete the heading.",
            )
    for path, text in texts_of(file):
        if text.startswith(UNWRITTEN):
            yield file.problem(f"{named(path)} is not written yet", path, "Replace the hint of the template.")


@file_rule("AW112", "placeholder", severity=Severity.WARNING)
def placeholder(file: FileContext) -> Iterator[Problem]:
    """Only a draft has placeholders, such as `TBD`, in place of an answer.

    ## Why
    A placeholder looks like an answer in every list and every count.
    If nobody knows, `unknown` says so, and most fields can be left out.
    Names, versions, owners and aliases are checked as well.

    ## Bad
    ```published
    trigger: TBD
    ```

    ## Good
    ```published
    trigger: A release emptied the cache.
    ```
    """
    if file.review.status in _DRAFT:
        return
    said = [(path, text) for path, text in texts_of(file) if is_placeholder(text)]
    said += ((path, text) for path, text in names_of(file) if names_nothing(text))
    for path, text in said:
        yield file.problem(
            f"{named(path)} is {shown(text)}, which says nothing",
            path,
            "Write what is known, or that it is unknown, or delete the field if it may be left out.",
        )
    for match in _ALONE.finditer(file.document.body):
        if is_placeholder(match["text"]):
            yield Problem(
                f"The text below a heading is {shown(match['text'])}, which says nothing",
                file.document.body_span(*match.span("text")),
                "Write what is known, or delete the heading.",
            )


@file_rule("AW113", "odd-name", severity=Severity.WARNING)
def odd_name(file: FileContext) -> Iterator[Problem]:
    """The name of a model is a name, and not a number or a version.

    ## Why
    Reviews of one model are found by its name.
    A name such as `57` is usually a version, or an answer to another question.

    ## Bad
    ```yaml
    models: [{name: v2.1.0}]
    ```

    ## Good
    ```yaml
    models: [{name: Page ranker, version: v2.1.0}]
    ```
    """
    for position, model in enumerate(file.review.data.get("models", ())):
        if VERSION.fullmatch(model["name"]):
            yield file.problem(
                f"The model is called {shown(model['name'])}, which looks like a version",
                ("models", position, "name"),
                "Write the name that people use for the model, and put its version into `version`.",
            )


@file_rule("AW114", "affected-system", severity=Severity.WARNING)
def affected_system(file: FileContext) -> Iterator[Problem]:
    """The affected in `impact.who` are people or organisations, and not a system.

    ## Why
    Systems fail, and people are affected.
    A reader asks whom it harmed; that a system failed is what the review is about.

    ## Bad
    ```yaml
    models: [{name: Page ranker}]
    impact: {who: The ranking API}
    ```

    ## Good
    ```yaml
    models: [{name: Page ranker}]
    impact: {who: Readers of the pages}
    ```
    """
    who = file.review.data.get("impact", {}).get("who", "")
    if len(who) <= LONGEST and _is_system(who, file.review.models):
        yield file.problem(
            f"`impact.who` is {shown(who)}, which is a system",
            ("impact", "who"),
            "Write who depends on it and how they were affected, or that nobody was.",
        )


def _is_system(who: str, models: tuple[str, ...]) -> bool:
    """Whether a text names only a system: a model of the review, or a few words that end in a thing of computers."""
    said = " ".join(who.casefold().rstrip(".!").split())
    bare = said.removeprefix("the ").removeprefix("our ")
    return bare in {name.casefold() for name in models} or SYSTEM.fullmatch(said) is not None
