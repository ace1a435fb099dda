"""``afterword capture`` with reviews, settings and files in other places than usual."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from afterword.cli import main
from tests.knowledge import EXAMPLE, PUBLISHED, Base, page
from tests.unit.cli.fake_source import EXPORT, KIND, TOKEN, laid, numbers, points, settings
from tests.unit.cli.invoke import invoke
from tests.unit.trackers.server import FakeTracker, running

REVIEW = "2025-01-01-example"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("FAKE_TOKEN", TOKEN)
    monkeypatch.setattr("afterword.capture.running.kind_named", lambda _: KIND)
    monkeypatch.setattr("afterword.capture.exported.export_named", lambda _: EXPORT)
    with running() as found:
        numbers(found, "precision", points(0.96, 0.41))
        yield found


def test_a_review_in_a_folder_by_month_cites_the_same_path(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision"))
    (base.root / EXAMPLE).unlink()
    base.write(f"postmortems/2025/01/{REVIEW}.md", page(PUBLISHED))
    assert invoke(base.root, "capture", REVIEW).exit_code == 0
    assert (base.root / "postmortems" / "evidence" / REVIEW / "prod.json").is_file()
    assert not base.report().rejected, base.report().diagnostics


def test_line_ends_of_the_review_stay(base: Base, stub: FakeTracker) -> None:
    text = laid(base, settings(stub.base, "precision")).replace("\n", "\r\n")
    base.write(EXAMPLE, text)
    assert invoke(base.root, "capture", REVIEW).exit_code == 0
    after = (base.root / EXAMPLE).read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n") > text.count("\n")


def test_with_a_trusted_checkout_the_sources_of_the_proposal_are_not_asked(
    base: Base, stub: FakeTracker, tmp_path: Path
) -> None:
    laid(base, settings(stub.base, "precision"))
    trusted = tmp_path / "trusted"
    shutil.copytree(base.root, trusted)
    base.write("pyproject.toml", f"[tool.afterword]\n{settings('https://elsewhere.example.org', 'precision')}")
    done = invoke(base.root, "capture", REVIEW, "--trusted", str(trusted))
    assert done.exit_code == 0, done.output
    assert stub.paths == ["/precision"]


def test_a_command_for_the_token_is_run_where_the_settings_are(base: Base, stub: FakeTracker, tmp_path: Path) -> None:
    laid(base, settings(stub.base, "precision", more='token_command = ["sh", "token.sh"]\n'))
    base.write("token.sh", "echo the-trusted-one")
    trusted = tmp_path / "trusted"
    shutil.copytree(base.root, trusted)
    base.write("token.sh", "echo the-proposed-one")
    assert invoke(base.root, "capture", REVIEW, "--trusted", str(trusted)).exit_code == 0
    assert [headers["authorization"] for _, headers in stub.asked] == ["Bearer the-trusted-one"]


def test_the_margins_that_are_given_make_the_window(base: Base) -> None:
    laid(base, settings("https://prometheus.example.org", "precision"))
    margins = ("--before", "2h", "--after", "30m", "--baseline", "3h")
    said = invoke(base.root, "capture", REVIEW, "--dry-run", *margins).stdout
    assert "2025-01-01T08:00:00Z to 2025-01-01T11:31:00Z, with a baseline from 2025-01-01T05:00:00Z" in said


def test_a_token_that_would_go_in_the_clear_is_told(base: Base) -> None:
    laid(base, settings("http://prometheus.example.org", "precision") + settings("http://localhost:1", name="near"))
    said = invoke(base.root, "capture", REVIEW, "--dry-run").stdout
    assert said.count("which is not encrypted: use https") == 1
    assert "prometheus.example.org, with the token in FAKE_TOKEN, which is not encrypted: use https" in said


def test_certificates_are_those_beside_the_settings(base: Base, stub: FakeTracker, tmp_path: Path) -> None:
    laid(base, settings(stub.base, "precision", more='ca_file = "ours.pem"\n'))
    trusted = tmp_path / "trusted"
    shutil.copytree(base.root, trusted)
    base.write("ours.pem", "not these")
    done = invoke(base.root, "capture", REVIEW, "--trusted", str(trusted))
    assert (done.exit_code, stub.asked) == (1, [])
    assert "The file ours.pem with the certificates of its authority is not there." in done.stderr


def test_a_review_elsewhere_and_one_that_is_not_well_formed_are_refused(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision"))
    base.write("notes/2025-01-01-example.md", page(PUBLISHED))
    base.write("postmortems/2025-01-02-broken.md", "---\ntitle: x\n---\n")
    elsewhere = invoke(base.root, "capture", "notes/2025-01-01-example.md")
    assert (elsewhere.exit_code, "does not lie among the reviews" in elsewhere.stderr) == (2, True)
    broken = invoke(base.root, "capture", "2025-01-02-broken")
    advised = re.search(r"2025-01-02-broken is not well-formed; run `afterword check (.+)`", broken.stderr)
    assert broken.exit_code == 2
    assert advised
    checked = invoke(base.root, "check", advised[1])
    assert (checked.exit_code, "1 file" in checked.stderr + checked.stdout) == (1, True)
    assert stub.asked == []


def test_a_review_that_cannot_be_edited_gets_its_files_and_the_lines_to_add(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision"))
    full = ", ".join(["{kind: log, what: A log}"] * 50)
    base.write(EXAMPLE, page(f"{PUBLISHED}diagnosis: {{evidence: [{full}]}}\n"))
    done = invoke(base.root, "capture", REVIEW)
    assert done.exit_code == 1
    assert "Cite it by hand, below `evidence` of `diagnosis`:" in done.stderr
    assert f"      file: evidence/{REVIEW}/prod.json" in done.stderr
    assert (base.root / "postmortems" / "evidence" / REVIEW / "prod.json").is_file()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file answer.csv"),
        (b"\x00\xff", "answer.csv is no export of the kind csv that can be read (UnicodeDecodeError)."),
        (b"x" * 2_000, "answer.csv is larger than 1,000 bytes; export less, or raise `attachment_bytes`"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(content: bytes | None, said: str, base: Base, stub: FakeTracker) -> None:
    laid(base, "[tool.afterword.limits]\nattachment_bytes = 1000\n")
    if content is not None:
        base.write("answer.csv", content)
    done = invoke(base.root, "capture", REVIEW, "--from", "answer.csv", "--kind", "csv")
    assert (done.exit_code, stub.asked) == (1, [])
    assert said in done.stderr


def completions(base: Base, *words: str) -> list[str]:
    from contextlib import chdir

    with chdir(base.root):
        found = ShellComplete(main, {}, "afterword", "_AFTERWORD_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return [item.value for item in found]


def test_a_shell_completes_reviews_sources_and_metrics(base: Base) -> None:
    laid(
        base, settings("https://a.example.org", "precision", "recall") + settings("https://b.example.org", name="other")
    )
    assert completions(base, "capture", "2025") == [REVIEW]
    assert completions(base, "capture", REVIEW, "--source", "") == ["prod", "other"]
    assert completions(base, "capture", REVIEW, "--metric", "re") == ["recall"]
    base.write("pyproject.toml", "[tool.afterword]\nnonsense = 1\n")
    assert completions(base, "capture", REVIEW, "--source", "") == []


def test_a_renamed_review_needs_no_source_to_have_its_evidence_again(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision"))
    assert invoke(base.root, "capture", REVIEW).exit_code == 0
    renamed, folder = "2025-01-01-another-name", base.root / "postmortems"
    text = (base.root / EXAMPLE).read_text("utf-8")
    (base.root / EXAMPLE).unlink()
    base.write(f"postmortems/{renamed}.md", text.replace(f"evidence/{REVIEW}/", f"evidence/{renamed}/"))
    (folder / "evidence" / REVIEW).rename(folder / "evidence" / renamed)
    (told,) = (one for one in base.report().diagnostics if one.code == "AW421")
    assert f"If the review was renamed, run `afterword capture {renamed}`" in told.help
    base.write("pyproject.toml", "[tool.afterword]\n")
    assert invoke(base.root, "capture", renamed, "--dry-run").exit_code == 2
    assert [one.code for one in base.report().diagnostics if one.code == "AW421"] == ["AW421"]
    done = invoke(base.root, "capture", renamed)
    assert f"postmortems/evidence/{renamed}/prod.json: belongs to this review now" in done.stdout
    assert "No sources are configured" in done.stderr
    assert not [one for one in base.report().diagnostics if one.code.startswith("AW42")]
