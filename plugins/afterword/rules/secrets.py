"""Rules of secrecy: what must not stand in a review, because everybody who can read it could use it.

They look at the whole text of a file, fields, narrative, code and comments alike, also where the file is malformed
otherwise. They tell the kind and the place, never the value; whoever prints a line of a file covers it there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from afterword.diagnostics import Problem, Severity
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.schema import PATTERN, REVIEW
from afterword.secrecy import Policy, SensitiveKind, find

_secret_rule = partial(file_rule, stage=Stage.READ, kinds=(REVIEW, PATTERN))
_personal_rule = partial(_secret_rule, severity=Severity.WARNING)

_REVOKE = "Whoever can read the repository can use it, so withdraw it where it was issued; then take it out here."


def _found(file: FileContext, kind: SensitiveKind, advice: str) -> Iterator[Problem]:
    source = file.entry.reading.source
    if source is None:
        return
    for found in find(source.text, Policy.of(file.settings)):
        if found.kind is kind:
            yield Problem(f"This looks like {found.what}", source.lines.span(found.start, found.end), advice)


@_secret_rule("AW801", "access-token")
def access_token(file: FileContext) -> Iterator[Problem]:
    r"""A review holds no token or key of a service.

    ## Why
    A review is read by many, copied, indexed and kept for ever, and a token in it opens the door to all of them.
    Output that is pasted in a hurry often carries one along.
    The message never repeats the token; what has been committed once must be withdrawn, since the history keeps it.

    ## Bad
    In `bytes` a letter may be written as its number, so that this example holds no token and the file does.

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
    r"""A review holds no private key.

    ## Why
    Whoever has the key is taken for its owner, and nobody can see that it was copied.

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
    """An address holds no user name with a password.

    ## Why
    Addresses are copied from configurations and logs, and the password goes with them, into links and code alike.

    ## Bad
    ```body
    The job wrote to `postgres://batch:tr0ub4dor@db.example.org/orders`.
    ```

    ## Good
    ```body
    The job wrote to `postgres://db.example.org/orders`, as `postgres://batch:${PASSWORD}@db.example.org`.
    ```
    """
    yield from _found(file, SensitiveKind.ADDRESS, f"Write the address without the part before the @. {_REVOKE}")


@_secret_rule("AW804", "password")
def password(file: FileContext) -> Iterator[Problem]:
    """No value that looks like a password follows a name such as `password`, `secret`, `token` or `api_key`.

    ## Why
    Excerpts of configurations are what reviews quote most, and what they quote is often still in use.
    Only values that nobody would take for words or references are meant: `${TOKEN}`, `<password>` and
    `prod/db/password` pass.

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
    """E-mail addresses belong to the domains that the knowledge base allows.

    ## Why
    An address names a person, be it a colleague in a story about systems or a customer who never agreed to be in it.
    Domains for examples, such as `example.org`, are always allowed; `email_domains` under `[tool.afterword]` allows
    others.

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
        "Name the team or the role instead, or allow the domain with `email_domains` under [tool.afterword] "
        "if its addresses are meant to be published."
    )
    yield from _found(file, SensitiveKind.EMAIL, advice)


@_personal_rule("AW806", "customer-id")
def customer_id(file: FileContext) -> Iterator[Problem]:
    r"""A review holds no id of a customer.

    ## Why
    An id leads everybody who has access to the systems to one customer, and a review needs only how many were hit.
    What an id looks like is said by `customer_id_pattern` under `[tool.afterword]`; without it nothing is looked for.

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
    yield from _found(file, SensitiveKind.CUSTOMER, "Say how many customers of which kind instead.")


@_personal_rule("AW807", "phone-number")
def phone_number(file: FileContext) -> Iterator[Problem]:
    """A review holds no phone number.

    ## Why
    A number reaches a person long after the incident, and on-call rotations are named by the team.
    Only numbers in international form and in the form of North America are found.

    ## Bad
    ```body
    The customer could be reached at +44 20 7946 0958.
    ```

    ## Good
    ```body
    The customer was called back by support at 10:58+00:00.
    ```
    """
    yield from _found(file, SensitiveKind.PHONE, "Name the team or its rotation instead.")


@_personal_rule("AW808", "account-number")
def account_number(file: FileContext) -> Iterator[Problem]:
    """A review holds no number of a bank account or a payment card.

    ## Why
    Such a number belongs to somebody, and rules of the payment industry forbid to keep it.
    A number counts only if its check digits are right, so ids and counters pass.

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
