"""Rules of reading: what the YAML at the head of a file must be."""

from __future__ import annotations

from afterword.reading import FindingKind
from afterword.rules.reading.reader_findings import reader_rule


@reader_rule("AW006", FindingKind.YAML_SYNTAX)
def yaml_syntax() -> None:
    """The front matter is valid YAML.

    ## Why
    A parser that meets broken YAML either stops or guesses.
    Most often a value holds a colon followed by a space, or a quote is not closed.

    ## Bad
    ```markdown title="postmortems/2025-01-01-example.md"
    ---
    title: Outage: the cache was empty
    ---
    ```

    ## Good
    ```yaml
    title: "Outage: the cache was empty"
    ```
    """


@reader_rule("AW007", FindingKind.YAML_FEATURE)
def yaml_feature() -> None:
    """The front matter is plain data: no anchors, aliases, merge keys, tags or directives.

    ## Why
    Aliases can grow a few lines into gigabytes, tags can call code, and all of them make a reader look elsewhere to
    learn what a field says.

    ## Bad
    ```markdown title="postmortems/2025-01-01-example.md"
    ---
    title: &name The cache was empty
    summary: *name
    ---
    ```

    ## Good
    ```yaml
    title: The cache was empty
    summary: The cache was empty.
    ```
    """


@reader_rule("AW008", FindingKind.DUPLICATE_KEY)
def duplicate_key() -> None:
    """A field is given once.

    ## Why
    Of two values under one name, parsers keep the last and drop the first in silence.

    ## Bad
    ```markdown title="postmortems/2025-01-01-example.md"
    ---
    title: The cache was empty
    severity: sev2
    severity: sev3
    ---
    ```

    ## Good
    ```yaml
    severity: sev2
    ```
    """


@reader_rule("AW009", FindingKind.MALFORMED_KEY)
def malformed_key() -> None:
    """The name of a field is made of lower-case letters, digits and underscores.

    ## Why
    Anything else cannot be a field of the schema, and may mean something to another tool.

    ## Bad
    ```yaml
    Severity: sev2
    ```

    ## Good
    ```yaml
    severity: sev2
    ```
    """
