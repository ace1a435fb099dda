"""Rules for secrets and personal data: what must not be in a review, because every reader could use it.

They check the whole text of a file (fields, narrative, code and comments), even if the file is malformed.
They report the kind and the position, never the value; anything that prints a line of a file masks it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from afterword.diagnostics import START, Problem, Severity
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.rules.shared import once_a_file
from afterword.schema import PATTERN, REVIEW
from afterword.secrecy import SECRET, Policy, SensitiveKind, SensitiveMatch

_secret_rule = partial(file_rule, stage=Stage.READ, kinds=(REVIEW, PATTERN))
_personal_rule = partial(_secret_rule, severity=Severity.WARNING)

_REVOKE = "Anyone who can read the repository can use it: revoke it first, then delete it here."


def _found(file: FileContext, kind: SensitiveKind, advice: str) -> Iterator[Problem]:
    source = file.entry.reading.source
    if kind is SensitiveKind.TOKEN and SECRET in file.entry.path:
        yield Problem("The name of this file has a secret in it", START, f"Rename the file. {_REVOKE}")
    if source is None:
        return
    for found in _in_file(file):
        if found.kind is kind:
            yield Problem(f"This looks like {found.what}", source.lines.span(found.start, found.end), advice)


@once_a_file  # each rule of this family asks
def _in_file(file: FileContext) -> tuple[SensitiveMatch, ...]:
    from afterword.secrecy import find

    source = file.entry.reading.source
    return find(source.text, Policy.of(file.settings)) if source else ()


@_secret_rule("AW801", "access-token")
def access_token(file: FileContext) -> Iterator[Problem]:
    r"""A review has no access token or API key.

    ## Why
    A review is read by many people, copied, indexed and kept for years, so anyone could use a token in it.
    Pasted logs and command output often contain one, also in base64, with escapes, over two lines or in a file name.
    The message never repeats the token.
    Once committed, a token must be revoked, because it stays in the Git history.

    ## Bad
    In a `bytes` block a letter can be written as its code, so that this example itself has no token.

    ```bytes title="postmortems/2025-01-01-example.md"
    ---\ntitle: The cache was empty\n---\n\nThe job ran as `AKIA\x49OSFODNN7EXAMPLE`.\n
    ```

    ## Good
    ```body
    The job ran under the access key of the batch account, `AKIA…`.
    ```
    """
    yield from _found(file, SensitiveKind.TOKEN, _REVOKE)


@_secret_rule("AW802", "private-key")
def private_key(file: FileContext) -> Iterator[Problem]:
    r"""A review has no private key.

    ## Why
    Anyone who has the key can act as its owner, and nobody can see that it was copied.

    ## Bad
    ```bytes title="postmortems/2025-01-01-example.md"
    ---\ntitle: The cache was empty\n---\n\n-----BEGIN PRIVATE\x20KEY-----\nTm90IGEga2V5LCBvbmx5IGFuIGV4YW1wbGUu\n-----END PRIVATE\x20KEY-----\n
    ```

    ## Good
    ```body
    The file began with `-----BEGIN PRIVATE KEY-----`, and anybody could read it.
    ```
    """  # noqa: E501  # an example of bytes is one line
    yield from _found(file, SensitiveKind.PRIVATE_KEY, _REVOKE)


@_secret_rule("AW803", "credentials-in-address")
def credentials_in_address(file: FileContext) -> Iterator[Problem]:
    """A URL has no user name and password.

    ## Why
    URLs are copied from configuration and logs, and the password is copied with them.

    ## Bad
    ```body
    The job wrote to `postgres://batch:tr0ub4dor@db.example.org/orders`.
    ```

    ## Good
    ```body
    The job wrote to `postgres://db.example.org/orders`, as `postgres://batch:${PASSWORD}@db.example.org`.
    ```
    """
    yield from _found(file, SensitiveKind.ADDRESS, f"Write the URL without the part before the @. {_REVOKE}")


@_secret_rule("AW804", "password")
def password(file: FileContext) -> Iterator[Problem]:
    """No setting such as `password`, `secret`, `token` or `api_key` has a value that looks real.

    ## Why
    Reviews often quote configuration, and the quoted values are often still in use.
    The value may follow the name, be below it, in the next cell of a table, in an element or an option of a command.
    A password made of words is not found.
    Placeholders and references are allowed: `${TOKEN}`, `<password>` and `prod/db/password`.

    ## Bad
    ```body
    The container started with `DB_PASSWORD=q7Wd-0pLx2Rv`.
    ```

    ## Good
    ```body
    The container started with `DB_PASSWORD=${DB_PASSWORD}`, which was empty.
    ```
    """
    yield from _found(file, SensitiveKind.PASSWORD, f"Write a placeholder such as `<password>`. {_REVOKE}")


@_personal_rule("AW805", "email-address")
def email_address(file: FileContext) -> Iterator[Problem]:
    """A review has no e-mail addresses except those of allowed domains.

    ## Why
    An address identifies a person: a colleague, or a customer who never agreed to appear in a review.
    Example domains such as `example.org` are always allowed.
    Allow other domains with `email_domains` under `[tool.afterword]`.

    ## Bad
    ```body
    The first report came from lee@customer.co.
    ```

    ## Good
    ```body
    The first report came from a customer, to support@example.org.
    ```
    """
    advice = (
        "Name the team or role instead. If addresses of this domain may be published, allow it with `email_domains` "
        "under [tool.afterword]."
    )
    yield from _found(file, SensitiveKind.EMAIL, advice)


@_personal_rule("AW806", "customer-id")
def customer_id(file: FileContext) -> Iterator[Problem]:
    r"""A review has no customer ids.

    ## Why
    Anyone with access to the systems can look up the customer by the id; a review only needs the number affected.
    Set the format of an id with `customer_id_pattern` under `[tool.afterword]`; without it nothing is checked.

    ## Bad
    ```bytes title="pyproject.toml"
    [tool.afterword]\ncustomer_id_pattern = "^CUST-[0-9]{6}$"\n
    ```
    ```body
    The refund of CUST-004211 was counted twice.
    ```

    ## Good
    ```bytes title="pyproject.toml"
    [tool.afterword]\ncustomer_id_pattern = "^CUST-[0-9]{6}$"\n
    ```
    ```body
    The refund of one customer was counted twice.
    ```
    """
    yield from _found(file, SensitiveKind.CUSTOMER, "Say how many customers were affected instead.")


@_personal_rule("AW807", "phone-number")
def phone_number(file: FileContext) -> Iterator[Problem]:
    """A review has no phone numbers.

    ## Why
    A number still reaches a person long after the incident; name the on-call rotation of the team instead.
    Only numbers in international format and in the North American format are found.

    ## Bad
    ```body
    The customer could be reached at +44 20 7946 0958.
    ```

    ## Good
    ```body
    The customer was called back by support at 10:58+00:00.
    ```
    """
    yield from _found(file, SensitiveKind.PHONE, "Name the team or its on-call rotation instead.")


@_personal_rule("AW808", "account-number")
def account_number(file: FileContext) -> Iterator[Problem]:
    """A review has no bank account or payment card numbers.

    ## Why
    Such a number belongs to a person, and the rules of the payment industry forbid storing it.
    Only numbers with valid check digits are reported, so ids and counters are not.

    ## Bad
    ```body
    The charge on 4111 1111 1111 1111 was made twice.
    ```

    ## Good
    ```body
    The charge on one card, which ended in 1111, was made twice.
    ```
    """
    yield from _found(file, SensitiveKind.ACCOUNT, "Write at most the last four digits.")
