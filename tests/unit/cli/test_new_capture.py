"""``afterword new --capture``: a draft begins with what the sources say, and a person confirms each of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from afterword.capture.offering import Offer
from afterword.cli.answers import Back
from afterword.cli.offers import confirm
from afterword.cli.terminal import BACK, Terminal
from afterword.scaffold import Judging
from afterword.schema import REVIEW, Contract
from tests.knowledge import AS_OF, Base
from tests.made import SETTINGS
from tests.unit.cli.fake_source import KIND, TOKEN, numbers, points, settings
from tests.unit.cli.invoke import invoke
from tests.unit.trackers.server import FakeTracker, running, says

pytestmark = pytest.mark.slow

ASKED = ("Precision fell", "--set", "onset=2025-01-01T10:00Z", "--capture")
GIVEN = (*ASKED, "--no-input")
FILE = "evidence/2025-01-01-precision-fell/prod.json"
DRAFT = "postmortems/2025-01-01-precision-fell.md"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("FAKE_TOKEN", TOKEN)
    monkeypatch.setattr("afterword.capture.running.kind_named", lambda _: KIND)
    with running() as found:
        yield found


def test_without_a_terminal_the_offers_are_comments_of_the_draft(base: Base, stub: FakeTracker) -> None:
    base.write("pyproject.toml", f"[tool.afterword]\n{settings(stub.base, 'precision', 'psi')}")
    numbers(stub, "precision", points(0.96, 0.95, 0.41))
    numbers(stub, "psi", points(0.1, 0.05))
    done = invoke(base.root, "new", *GIVEN, "--set", "models.0.name=Page ranker")
    assert done.exit_code == 0, done.output
    text = (base.root / DRAFT).read_text("utf-8")
    assert "\n# first_signal: 2025-01-01T10:00Z\n" in text  # psi is a metric below 0.9 from its first point
    kpi = ("- name: precision", "  expected: at least 0.9", "  observed: 0.41", f"  evidence: {FILE}")
    assert "".join(f"#       {line}\n" for line in kpi) in text
    of_registry = ("version: 4", "last_good_version: 3", "registry: models:/page-ranker/4", "trained_at: 2024-12-20")
    assert all(f"#     {line}\n" in text for line in of_registry)
    assert "# drift:\n#   - feature: psi\n#     method: psi\n#     score: 0.05\n#     threshold: 0.9\n" in text
    assert "the first time that psi was below 0.9, says prod" in " ".join(text.replace("\n#", "").split())
    assert f"\n      file: {FILE}\n" in text
    assert base.problems(DRAFT) == ()


def test_a_draft_without_a_model_is_offered_the_one_that_was_measured(base: Base, stub: FakeTracker) -> None:
    base.write("pyproject.toml", f'[tool.afterword]\n{settings(stub.base, "precision")}model = "fraud"\n')
    numbers(stub, "precision", points(0.96, 0.95, 0.41))
    assert invoke(base.root, "new", *GIVEN).exit_code == 0
    text = (base.root / DRAFT).read_text("utf-8")
    assert "# models:\n#   - name: fraud\n" in text
    assert "name: fraud, kpis.0.name: precision, kpis.0.expected" in " ".join(text.replace("\n#", "").split())
    assert base.problems(DRAFT) == ()


def test_a_draft_with_every_offer_confirmed_is_written_with_its_evidence(
    base: Base, stub: FakeTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.write("pyproject.toml", f"[tool.afterword]\n{settings(stub.base, 'precision', 'psi')}")
    numbers(stub, "precision", points(0.96, 0.95, 0.41))
    numbers(stub, "psi", points(0.1, 0.05))
    monkeypatch.setattr("afterword.cli.new.is_asked", lambda: True)
    monkeypatch.setattr("afterword.cli.new._hold_dialogue", lambda *_: {})
    monkeypatch.setattr("afterword.cli.bringing_in.terminal", lambda: Said(*[""] * 20))
    done = invoke(base.root, "new", *ASKED, "--set", "models.0.name=Page ranker")
    assert done.exit_code == 0, done.output
    text = (base.root / DRAFT).read_text("utf-8")
    assert f"\n        evidence: {FILE}\n" in text
    assert "\n    version: 4\n    last_good_version: 3\n" in text
    assert (base.root / "postmortems" / FILE).is_file()
    assert base.problems(DRAFT) == ()


def test_the_value_that_is_offered_is_one_that_the_check_takes(
    base: Base, stub: FakeTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.write("pyproject.toml", f"[tool.afterword]\n{settings(stub.base, 'precision')}")
    # It is lower still after the mitigation, which is of the window, and not of the incident.
    numbers(stub, "precision", points(0.96, 0.95, 0.41, 0.95, 0.95, 0.95, 0.2))
    monkeypatch.setattr("afterword.cli.new.is_asked", lambda: True)
    monkeypatch.setattr("afterword.cli.new._hold_dialogue", lambda *_: {})
    monkeypatch.setattr("afterword.cli.bringing_in.terminal", lambda: Said(*[""] * 20))
    clocks = ("--set", "detected=2025-01-01T10:12Z", "--set", "mitigated=2025-01-01T10:15Z")
    done = invoke(base.root, "new", *ASKED, *clocks, "--set", "models.0.name=Page ranker")
    assert done.exit_code == 0, done.output
    assert "\n        observed: 0.41\n" in (base.root / DRAFT).read_text("utf-8")
    assert base.problems(DRAFT) == ()


def test_a_comment_that_is_taken_in_passes_the_check(base: Base, stub: FakeTracker) -> None:
    base.write("pyproject.toml", f"[tool.afterword]\n{settings(stub.base, 'precision')}")
    numbers(stub, "precision", points(0.96, 0.95, 0.41))
    invoke(base.root, "new", *GIVEN)
    text = (base.root / DRAFT).read_text("utf-8")
    taken = text.replace("\n# first_signal: 2025-01-01T10:10Z\n", "\nfirst_signal: 2025-01-01T10:10Z\n")
    assert taken != text
    base.write(DRAFT, taken)
    assert base.problems(DRAFT) == ()


def test_a_source_that_fails_never_stands_in_the_way_of_the_draft(base: Base, stub: FakeTracker) -> None:
    base.write("pyproject.toml", f"[tool.afterword]\n{settings(stub.base, 'precision')}")
    stub.on("/precision", says({}, 401))
    done = invoke(base.root, "new", *GIVEN)
    assert (done.exit_code, (base.root / DRAFT).is_file()) == (1, True)
    assert "prod: The token is refused (401)." in done.stderr
    assert not (base.root / "postmortems" / "evidence").exists()


def test_without_an_onset_nothing_is_asked(base: Base, stub: FakeTracker) -> None:
    base.write("pyproject.toml", f"[tool.afterword]\n{settings(stub.base, 'precision')}")
    done = invoke(base.root, "new", "Precision fell", "--no-input", "--capture")
    assert (done.exit_code, stub.asked) == (1, [])
    assert "the draft has no `onset` yet" in done.stderr


def test_without_a_source_it_says_what_to_add_and_writes_nothing(base: Base) -> None:
    done = invoke(base.root, "new", *GIVEN)
    assert done.exit_code == 2
    assert "[tool.afterword.sources.prod]" in done.stderr
    assert not (base.root / DRAFT).exists()


class Said(Terminal):
    """A terminal at which the answers are known."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    def line(self, label: str, words: Any = (), typed: str = "") -> str:  # noqa: ARG002  # as the real one
        if not self.answers:
            raise EOFError
        if self.answers[0] == BACK:
            del self.answers[0]
            raise Back
        return self.answers.pop(0)


SIGNAL = Offer(((("first_signal",), "2025-01-01T10:10Z"),), "the first time that precision was below 0.9, says prod")
KPI = Offer(
    ((("models", 0, "kpis", 0, "name"), "precision"), (("models", 0, "kpis", 0, "observed"), "0.41")),
    "the worst value of the incident, says prod",
)


@pytest.mark.parametrize(
    ("answers", "signal", "kpi"),
    [
        (("", ""), "2025-01-01T10:10Z", True),
        (("-", ""), None, True),
        (("", "<", "-", ""), None, True),
        (("<", "", ""), "2025-01-01T10:10Z", True),
        (("2025-01-01T10:15Z", "-"), "2025-01-01T10:15Z", False),
        (("next week", "2025-01-01T10:15Z", "yes", ""), "2025-01-01T10:15Z", True),
        ((), None, False),
    ],
)
def test_each_offer_is_taken_changed_or_left(answers: tuple[str, ...], signal: str | None, kpi: bool) -> None:
    values: dict[str, Any] = {"title": "It fell", "onset": "2025-01-01T10:00Z", "models": [{"name": "Page ranker"}]}
    confirm((SIGNAL, KPI), values, Judging(Contract(REVIEW), SETTINGS, AS_OF), Said(*answers))
    assert values.get("first_signal") == signal
    assert ("kpis" in values["models"][0]) is kpi


def test_back_passes_an_offer_that_was_not_asked_about() -> None:
    values: dict[str, Any] = {"title": "It fell", "onset": "2025-01-01T10:00Z", "models": [{"name": "Page ranker"}]}
    refused = Offer(((("severity",), "loud"),), "the alert, says prod")
    said = Said("", BACK, "-", "")
    confirm((SIGNAL, refused, KPI), values, Judging(Contract(REVIEW), SETTINGS, AS_OF), said)
    assert said.answers == []
    assert "first_signal" not in values
    assert "kpis" in values["models"][0]


def test_what_the_check_would_refuse_is_not_offered(capsys: pytest.CaptureFixture[str]) -> None:
    values: dict[str, Any] = {"title": "It fell", "onset": "2025-01-01T11:00Z"}
    confirm((SIGNAL,), values, Judging(Contract(REVIEW), SETTINGS, AS_OF), Said(""))
    assert "first_signal" not in values
    assert "Not offered: first_signal: 2025-01-01T10:10Z, because" in capsys.readouterr().out
