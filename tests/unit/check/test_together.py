"""Rules over all files run again as soon as something is another one on which they rest, and only then."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from afterword.check.together import Together
from afterword.evidence.cited import cited
from afterword.files.cache import FOLDER
from afterword.rules import Rule, Stage, all_rules
from tests.evidence_made import REVIEW, path_of, written
from tests.knowledge import DRAFT, EXAMPLE, NARRATIVE, Base, overlaid, page
from tests.rules.manuals import lay_out
from tests.unit.check.keeping import kept, told

LASTING = [rule for rule in all_rules() if rule.lasting and rule.stage is Stage.CORPUS]
SHOWN = "postmortems/images/flow.svg"
PLAIN = '<svg xmlns="http://www.w3.org/2000/svg"><text>Canary</text></svg>'


SERIES = "precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95"
CITED = f"""\
summary: Precision fell from 0.95 to 0.41.
diagnosis:
  data_drift: {{answer: no}}
  evidence: [{{kind: metric, what: Numbers, file: evidence/{REVIEW}/prod.json}}]
"""


@pytest.fixture
def base(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    return base


def ran(base: Base, *arguments: str) -> set[str]:
    """The codes of the lasting rules over all files that run in a check."""
    seen: set[str] = set()
    problems = Together.problems

    def spy(self: Together, rule: Rule, corpus: object) -> object:
        if rule.lasting and rule.code not in self._known:
            seen.add(rule.code)
        return problems(self, rule, corpus)  # type: ignore[arg-type]

    with patch.object(Together, "problems", spy):
        told(base, *arguments)
    return seen


def drawn(base: Base) -> None:
    """A review that shows a drawing as evidence."""
    base.write(SHOWN, PLAIN)
    shown = "diagnosis:\n  data_drift: {answer: no}\n  evidence: [{kind: metric, what: Share, file: images/flow.svg}]\n"
    base.write(EXAMPLE, page(overlaid(DRAFT, shown)))


@pytest.mark.parametrize("rule", LASTING, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_a_rule_that_found_nothing_finds_what_came_since(rule: Rule, base: Base) -> None:
    lay_out(rule.section("Good"), base)
    told(base)
    lay_out(rule.section("Bad"), base)
    again = told(base)
    assert rule.code in again[1]
    assert again == told(base, "--no-cache")


def test_nothing_runs_again_where_nothing_changed_and_each_check_has_its_own(base: Base) -> None:
    drawn(base)
    codes = {rule.code for rule in LASTING}
    assert ran(base) == ran(base, EXAMPLE) == codes
    assert ran(base) == ran(base, EXAMPLE) == set()


@pytest.mark.parametrize(
    "content", [PLAIN.replace("text", "foreignObject"), f"{PLAIN}\n<!-- AKIA\x49OSFODNN7EXAMPLE -->", None]
)
def test_a_file_that_a_review_shows_is_looked_at_again_once_it_is_another_one(base: Base, content: str | None) -> None:
    drawn(base)
    told(base)
    if content is None:
        (base.root / SHOWN).unlink()
    else:
        base.write(SHOWN, content)
    again = told(base)
    assert "AW406" in again[1]
    assert again == told(base, "--no-cache")


def test_behind_a_link_all_rules_run(base: Base, tmp_path: Path) -> None:
    drawn(base)
    place = base.root / "postmortems" / "images"
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    told(base)
    assert ran(base) == {rule.code for rule in LASTING}


def test_where_other_files_have_the_same_addresses_all_rules_run(base: Base) -> None:
    drawn(base)
    (base.root / "docs" / "postmortems").mkdir(parents=True)
    told(base)
    assert ran(base) == {rule.code for rule in LASTING}


@pytest.fixture
def citing(base: Base) -> Base:
    base.write(EXAMPLE, page(overlaid(DRAFT, CITED)))
    base.write(path_of(), written(SERIES))
    told(base)
    return base


def read(base: Base, *arguments: str) -> int:
    """How many times a check asks for the evidence of a review."""
    with patch("afterword.rules.evidence.sought.cited", wraps=cited) as seen:
        told(base, *arguments)
    return seen.call_count


def test_evidence_is_read_once(citing: Base) -> None:
    assert (read(citing), read(citing, "--no-cache")) == (0, 1)


def test_evidence_that_has_changed_is_read_again(citing: Base) -> None:
    citing.write(path_of(), written(SERIES.replace("0.41", "0.52")))
    status, said, _ = told(citing)
    assert "AW438" in said
    assert told(citing)[:2] == (status, said)
    (file,) = kept(citing)
    assert b"0.52" not in file.read_bytes(), "what it says quotes the evidence"


@pytest.mark.parametrize("name", ["prod.json", "more.json"])
def test_what_comes_and_goes_beside_a_review_is_seen(name: str, citing: Base) -> None:
    place = citing.root / path_of()
    if name == "prod.json":
        place.unlink()
    else:
        place.with_name(name).write_bytes(place.read_bytes())
    assert read(citing) == 1
    assert told(citing) == told(citing, "--no-cache")


def test_another_review_and_another_setting_are_looked_at_but_no_other_day(citing: Base) -> None:
    assert read(citing, "--as-of", "2026-02-01") == 0
    citing.write("pyproject.toml", "[tool.afterword]\ntitle = 'Another'\n")
    assert (read(citing), read(citing, EXAMPLE)) == (1, 1)
    citing.write("postmortems/2025-01-02-other.md", page(overlaid(DRAFT, "onset: 2025-01-02")))
    assert read(citing) == 2, "each review is asked for its evidence"


@pytest.mark.parametrize(("secret", "codes"), [("", {"AW407"}), ("The key is `AKIA\x49OSFODNN7EXAMPLE`.\n", set())])
def test_what_they_said_is_kept_only_where_no_page_has_a_secret(base: Base, secret: str, codes: set[str]) -> None:
    base.write(EXAMPLE, page(DRAFT))
    base.write("postmortems/2025-01-02-another.md", page(overlaid(DRAFT, "onset: 2025-01-02\n"), secret or NARRATIVE))
    told(base)
    (file,) = kept(base)
    (line,) = [line for line in file.read_bytes().split(b"\n") if line[64:66] == b'{"']
    assert {code for code, found in json.loads(line[64:]).items() if found} == codes
    assert told(base) == told(base, "--no-cache")
