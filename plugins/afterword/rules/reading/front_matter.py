"""Rules for reading: what the YAML front matter must be."""

from __future__ import annotations

from afterword.reading import FindingKind
from afterword.rules.reading.reader_findings import reader_rule


@reader_rule("AW006", FindingKind.YAML_SYNTAX)
def yaml_syntax() -> None:
    """The front matter is valid YAML.

    ## Why
    A parser either stops at invalid YAML or guesses.
    Usually a value contains a colon followed by a space, or a quote is not closed.

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
    Aliases can expand a few lines to gigabytes, and tags can run code.
    With any of them, a reader must look elsewhere to find the value of a field.

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
    """A field is set only once.

    ## Why
    If a field has two values, parsers keep the last and ignore the first without a message.

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
    """A field name has only lower-case letters, digits and underscores.

    ## Why
    Any other name cannot be in the schema, and may have a special meaning in another tool.

    ## Bad
    ```yaml
    Severity: sev2
    ```

    ## Good
    ```yaml
    severity: sev2
    ```
    """
