"""A problem keeps its fingerprint while it is there, and no two problems share one."""

from __future__ import annotations

import pytest

from afterword.reporters.fingerprints import fingerprinted
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page

FIELDS = overlaid(
    DRAFT,
    """\
severity: SEV-2
patterns: [evaluation-blind-spot]
safeguards:
  - {name: canary, outcome: hold}
  - {name: gate, outcome: hold}
  - {name: gate, outcome: hold}
""",
)
BODY = "Text.\n\n<b>\n\n<i>\n\n<b>\n"
TOLD = "postmortems/2025-01-02-told.md"


def prints(base: Base, fields: str = FIELDS, body: str = BODY) -> list[tuple[str, str]]:
    """The fingerprints of a base with one review whose fields are wrong, and one whose narrative is."""
    base.write(EXAMPLE, page(fields))
    base.write(TOLD, page(overlaid(DRAFT, "onset: 2025-01-02\npatterns: [evaluation-blind-spot]\n"), body))
    return sorted((found.code, fingerprint) for found, fingerprint in fingerprinted(base.report()))


def test_every_problem_has_one_of_its_own(base: Base) -> None:
    found = prints(base)
    assert [code for code, _ in found] == ["AW104"] * 4 + ["AW501"] * 3
    assert len({fingerprint for _, fingerprint in found}) == 7
    assert {len(fingerprint) for _, fingerprint in found} == {64}


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (FIELDS, "A line more.\n\nAnd another.\n\n" + BODY),
        (FIELDS, BODY.replace("Text.", "Quite another text.")),
        (FIELDS, BODY.replace("<i>", "   <i>  ")),
        ("aliases: [INC-7]\n" + FIELDS, BODY),
        (FIELDS.replace("kind: incident", "kind:   incident  # as agreed"), BODY),
        (FIELDS.replace("SEV-2", "sevv3"), BODY),
        (FIELDS.replace("safeguards:\n", "safeguards:\n  - {name: alarm, outcome: held}\n"), BODY),
    ],
    ids=["lines", "words", "blanks", "a field", "a comment", "the value", "an item"],
)
def test_edits_elsewhere_change_none(fields: str, body: str, base: Base) -> None:
    assert prints(base, fields, body) == prints(base)


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (FIELDS.replace("SEV-2", "sev2"), BODY),
        (FIELDS.replace("canary, outcome: hold", "canary, outcome: held"), BODY),
        (FIELDS, BODY.replace("<i>", "text")),
        (FIELDS, BODY.removesuffix("<b>\n")),
    ],
)
def test_a_problem_that_is_mended_takes_only_its_own_along(fields: str, body: str, base: Base) -> None:
    before, after = prints(base), prints(base, fields, body)
    assert set(after) < set(before)
    assert len(after) == len(before) - 1


def test_an_item_that_is_mended_and_one_that_is_new_are_told_apart(base: Base) -> None:
    edited = FIELDS.replace("canary, outcome: hold", "canary, outcome: held").replace("gate", "alarm", 1)
    before, after = set(prints(base)), set(prints(base, edited))
    assert (len(before), len(after), len(before & after)) == (7, 6, 5)


def test_the_same_problem_in_another_file_is_another_problem(base: Base) -> None:
    first = prints(base)
    (base.root / EXAMPLE).rename(base.root / "postmortems/2025-01-01-other.md")
    (base.root / TOLD).rename(base.root / "postmortems/2025-01-02-other.md")
    second = [fingerprint for _, fingerprint in fingerprinted(base.report())]
    assert {fingerprint for _, fingerprint in first} & set(second) == set()


def test_a_file_that_cannot_be_read_has_one_too(base: Base) -> None:
    (base.root / EXAMPLE).symlink_to("/nowhere")
    prints = {found.code: fingerprint for found, fingerprint in fingerprinted(base.report())}
    assert len(prints["AW001"]) == 64
