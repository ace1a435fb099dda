"""A check that finds what earlier ones kept says what a check from nothing says, byte for byte, and no less."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.reporters import REPORTERS
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.check.keeping import ALWAYS, AS_OF, checked, review, told, varied

pytestmark = pytest.mark.slow


@pytest.fixture
def base(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    return varied(base, tmp_path, monkeypatch)


@pytest.mark.parametrize("format_", list(REPORTERS))
def test_every_format_is_the_same_bytes(base: Base, format_: str) -> None:
    cold = told(base, "--format", format_, "--no-cache")
    assert cold[1] != ""
    assert [told(base, "--format", format_) for _ in range(2)] == [cold, cold]
    assert checked(base, "--format", format_) == ALWAYS


def test_one_file_is_told_alike_before_and_after_the_whole(base: Base) -> None:
    cold = [told(base, path, "--no-cache") for path in (EXAMPLE, review(3), review(5))]
    for _ in range(2):
        assert [told(base, path) for path in (EXAMPLE, review(3), review(5))] == cold
        told(base)


def change(base: Base, chance: random.Random) -> None:
    file = base.root / review(chance.choice([2, 3, 6, 7]))
    if file.exists() and chance.random() < 0.3:
        file.unlink()
    elif not file.exists() or chance.random() < 0.5:
        base.write(f"postmortems/{file.name}", page(overlaid(DRAFT, f"onset: 2025-01-0{chance.randint(1, 9)}")))
    else:
        text = re.sub(r"(?m)^aliases: .*$", f"aliases: [INC-{chance.randint(1, 9)}]", file.read_text("utf-8"))
        file.write_text(f"{text}\nA <i>line</i>.\n", "utf-8")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_the_report_is_that_of_a_check_from_nothing(base: Base, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(6):
        change(base, chance)
        assert told(base) == told(base, "--no-cache")


def test_only_what_changed_is_looked_at_again(base: Base) -> None:
    told(base)
    assert checked(base) == ALWAYS
    base.write(review(7), page(overlaid(DRAFT, "onset: 2025-01-07")))
    assert checked(base) == [*ALWAYS, review(7)]


def edit_settings(base: Base, _: pytest.MonkeyPatch) -> None:
    base.write("pyproject.toml", "[tool.afterword]\nemail_domains = ['example.org']\n")


def edit_schema(base: Base, _: pytest.MonkeyPatch) -> None:
    base.write("pyproject.toml", "[tool.afterword]\nschema = 'schema'\n")
    own = base.root / "schema"
    own.mkdir()
    for name in ("postmortem", "pattern"):
        text = (Path(__file__).parents[3] / "schema" / f"{name}.schema.json").read_text("utf-8")
        (own / f"{name}.schema.json").write_text(text, "utf-8")
    told(base)  # so that only the schema differs
    file = own / "postmortem.schema.json"
    file.write_text(file.read_text("utf-8").replace('"const": "sev4"', '"const": "sev9"'), "utf-8")


def edit_code(_: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.check.kept.edition", lambda _: "another")


@pytest.mark.parametrize("edit", [edit_settings, edit_schema, edit_code])
def test_other_settings_schemas_and_code_believe_nothing_of_it(
    base: Base, edit: Callable[[Base, pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(base)
    edit(base, monkeypatch)
    assert set(checked(base)) >= {EXAMPLE, review(2), review(7)}
    assert told(base) == told(base, "--no-cache")


def test_another_choice_of_rules_is_another_set(base: Base) -> None:
    told(base, "--select", "AW5")
    assert told(base) == told(base, "--no-cache")
    assert checked(base, "--select", "AW5") == ALWAYS


def test_what_depends_on_the_day_is_said_as_of_the_day(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "detected: 2025-06-01")))
    early = ("--as-of", "2025-02-01")
    for day in (AS_OF, early, AS_OF):
        assert told(base, *day) == told(base, *day, "--no-cache")
    assert "AW202" in told(base, *early)[1]
    assert "AW202" not in told(base)[1]


def test_what_depends_on_another_file_is_said_as_that_file_is(base: Base) -> None:
    assert "`2025-01-06-gone.md` does not exist" in told(base)[1]
    base.write("postmortems/2025-01-06-gone.md", page(overlaid(DRAFT, "onset: 2025-01-06")))
    assert "`2025-01-06-gone.md` does not exist" not in told(base)[1]


def test_a_review_under_another_name_is_another_review(base: Base) -> None:
    told(base)
    (base.root / review(7)).rename(base.root / review(9))
    assert "AW401" in told(base)[1]
    assert told(base) == told(base, "--no-cache")
