"""Whatever is wrong with a value, its file is either shown or has an error on the line of the value."""

from __future__ import annotations

from datetime import date

import pytest

from afterword import load_reviews
from afterword.check import check_loaded
from afterword.corpus import Loaded, entry_of
from afterword.diagnostics import Severity
from afterword.reading import read_raw
from afterword.rules import Rule
from afterword.rules.left_out import LEFT_OUT
from afterword.schema import PATTERN, REVIEW, Contract
from afterword.settings import Settings, load_settings
from tests.knowledge import EXAMPLE, Base, page
from tests.made import REPOSITORY
from tests.rules.wrong_values import BARE, Wrong, wrong_values

CONTRACTS = {name: Contract(name) for name in (REVIEW, PATTERN)}
WRONG = {name: list(wrong_values(contract)) for name, contract in CONTRACTS.items()}
FOLDERS = {REVIEW: "postmortems/2025-01-01-", PATTERN: "docs/patterns/"}


def basic(rule: Rule) -> bool:
    """What a check holds each file to before it looks at its meaning."""
    return rule.mandatory


@pytest.mark.parametrize("kind", [REVIEW, PATTERN])
@pytest.mark.slow
def test_a_file_with_a_wrong_value_is_shown_or_has_an_error_on_its_line(kind: str) -> None:
    wrong: dict[str, Wrong] = {f"{FOLDERS[kind]}{at}.md": one for at, one in enumerate(WRONG[kind])}
    settings = Settings(root=REPOSITORY)
    entries = (
        entry_of(read_raw(one.text.encode(), path, settings.limits), CONTRACTS[kind]) for path, one in wrong.items()
    )
    report = check_loaded(Loaded(settings, CONTRACTS, tuple(entries)), date(2026, 1, 31), wanted=basic)
    corpus = report.corpus
    shown = {review.path for review in corpus.reviews} | {pattern.path for pattern in corpus.patterns}
    told = {(found.path, found.span.line) for found in report.diagnostics if found.severity is Severity.ERROR}
    silent = [one.what for path, one in wrong.items() if path not in shown and (path, one.line) not in told]
    assert silent == []
    assert [found.message for found in report.diagnostics if found.code == LEFT_OUT] == []
    assert {entry.path for entry in report.entries} == shown | {file.path for file in corpus.unshown}
    assert 0 < len(shown) < len(wrong) / 2  # some of the values are right for some of the fields


def test_the_wrong_values_reach_every_field_of_both_schemas() -> None:
    for kind, contract in CONTRACTS.items():
        paths = {".".join(field.path) for field in contract.fields.walk() if field.path}
        assert paths == {one.what.partition(":")[0] for one in WRONG[kind]} - {"an unknown field"}


@pytest.mark.parametrize("field", ["reviewed", "detected", "url", "due"])
def test_an_empty_value_is_called_empty(field: str, base: Base) -> None:
    given = {
        "reviewed": 'reviewed: ""',
        "detected": 'detected: ""',
        "url": 'sources: [{title: A report, publisher: A paper, url: "", accessed: 2025-01-02}]',
        "due": 'actions: [{id: A1, area: process, title: It is done, due: ""}]',
    }[field]
    base.write(EXAMPLE, page(f"{BARE[REVIEW]}{given}\n"))
    assert [found.code for found in base.problems() if found.message.endswith(f"{field}` is empty")] == ["AW105"]


def test_a_check_of_some_rules_never_calls_a_file_well_formed_that_it_could_not_read(base: Base) -> None:
    base.write(EXAMPLE, page(BARE[REVIEW] + 'reviewed: ""\n'))
    done = base.call("check", "--select", "AW5")
    assert done.returncode == 1
    assert f"{EXAMPLE}:8:11: error AW012 left-out" in done.stdout
    assert "well-formed" not in done.stdout


def test_no_setting_lets_a_file_be_left_out_in_silence(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword.rules]\nleft-out = 'off'\n")
    assert "cannot be switched off" in base.call("check").stderr
    assert load_settings(base.root).rules == (("left-out", None),)


def test_the_reviews_read_from_python_come_with_what_was_left_out(base: Base) -> None:
    base.write(EXAMPLE, page(BARE[REVIEW] + 'reviewed: ""\n'))
    assert [file.path for file in load_reviews(base.root).unshown] == [EXAMPLE]
