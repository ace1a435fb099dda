"""What a change comes near, from the command line: where the diff comes from, the formats, and the exit codes."""

from __future__ import annotations

import json
import subprocess
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import main
from afterword.cli.given_diff import MOST_LINES
from tests.knowledge import PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import EPOCH, invoke

VOICE = """\
title: The assistant answers in the voice of its caller
models: [{name: Voice assistant}]
actions:
  - {id: A1, area: prevention, title: "Voices are compared, @you", owner: speech, due: 2025-12-31, status: open}
  - {id: A2, area: detection, title: Calls are sampled, owner: speech, due: 2026-12-31, status: in-progress}
  - {id: A3, area: process, title: Done, owner: speech, closed: 2026-01-01, status: done}
"""
DIFF = "--- a/app/voice_assistant.py\n+++ b/app/voice_assistant.py\n@@ -3 +3 @@\n-x = 1\n+voice_assistant.start()\n"
NEAR = "This change comes near 1 past incident, of 2 reviews:"
NONE = "This change comes near no past incident; 2 reviews searched."


@pytest.fixture
def base(tmp_path: Path) -> Base:
    made = Base.in_folder(tmp_path / "base")
    made.write("postmortems/2025-01-01-cache.md", page(PUBLISHED))
    made.write("postmortems/2025-02-01-voice.md", page(overlaid(PUBLISHED, VOICE)))
    made.write("near.diff", DIFF)
    made.write("far.diff", DIFF.replace("voice_assistant", "parser"))
    return made


def piped(base: Base, raw: bytes, *arguments: str) -> str:
    with chdir(base.root):
        return CliRunner(env=EPOCH).invoke(main, ["risk", "--diff", "-", *arguments], input=raw).output


def test_it_says_why_a_change_is_near_and_what_became_of_the_actions(base: Base) -> None:
    done = invoke(base.root, "risk", "--diff", "near.diff")
    assert done.exit_code == 0
    assert NEAR in done.output
    assert "an added line has the model Voice assistant, at app/voice_assistant.py:3" in done.output
    assert "its prevention A1 (Voices are compared, @you) is overdue" in done.output
    assert "overdue      A1 Voices are compared, @you (prevention, 31 days late)" in done.output


def test_it_says_nothing_of_what_is_far(base: Base) -> None:
    assert invoke(base.root, "risk", "--diff", "far.diff").output.strip() == NONE


def test_machines_get_what_the_contract_names(base: Base) -> None:
    told = json.loads(invoke(base.root, "risk", "--diff", "near.diff", "--format", "json").output)
    (hit,) = told["hits"]
    assert (told["version"], told["among"], told["left_out"]) == (1, 2, [])
    assert hit["id"] == "2025-02-01-voice"
    assert 0.4 <= hit["score"] <= 1
    assert all(isinstance(said, str) for said in hit["because"])
    assert hit["actions"] == {"open": 1, "overdue": 1, "done": 1, "verified": 0}
    assert {"path": "app/voice_assistant.py", "line": 3, "removed": False} in hit["places"]


def test_the_comment_links_the_review_and_mentions_nobody(base: Base) -> None:
    told = invoke(base.root, "risk", "--diff", "near.diff", "--format", "markdown", "--site-url", "https://x.org/")
    assert told.output.startswith("<!-- afterword: risk -->\n### This change comes near 1 past incident")
    assert "](https://x.org/postmortems/2025-02-01-voice/)**" in told.output
    assert " @you" not in told.output
    flat = invoke(base.root, "risk", "--diff", "near.diff", "--site-url", "https://x.org", "--flat-urls")
    assert "https://x.org/postmortems/2025-02-01-voice.html" in flat.output


def test_github_gets_an_annotation_on_the_changed_line(base: Base) -> None:
    told = invoke(base.root, "risk", "--diff", "near.diff", "--format", "github").output
    assert told.startswith("::warning file=app/voice_assistant.py,line=3,title=Near 2025-02-01-voice::")
    assert NEAR in told


@pytest.mark.parametrize(
    ("fail_on", "day", "code"),
    [
        ("overdue", "2026-01-31", 1),
        ("overdue", "2025-12-01", 0),
        ("open", "2025-12-01", 1),
        ("any", "2025-12-01", 1),
    ],
)
def test_it_fails_on_what_it_is_asked_to_fail_on(base: Base, fail_on: str, day: str, code: int) -> None:
    arguments = ("risk", "--fail-on", fail_on, "--as-of", day, "--audience", "internal", "--diff")
    assert invoke(base.root, *arguments, "near.diff").exit_code == code
    assert invoke(base.root, *arguments, "far.diff").exit_code == 0


def test_invented_examples_are_searched_only_if_asked_for(base: Base) -> None:
    base.write("postmortems/2025-02-01-voice.md", page(overlaid(PUBLISHED, f"{VOICE}provenance: illustrative\n")))
    done = invoke(base.root, "risk", "--diff", "near.diff")
    assert "1 review searched" in done.output
    assert "add --include-illustrative" in done.stderr
    assert "an invented example" in invoke(base.root, "risk", "--diff", "near.diff", "--include-illustrative").output


def test_internal_reviews_are_not_shown_to_the_public_and_no_gate_judges_without_them(base: Base) -> None:
    done = invoke(base.root, "risk", "--diff", "near.diff", "--audience", "public")
    assert "Voice" not in done.output
    base.write("pyproject.toml", '[tool.afterword]\naudience = "public"\n')
    assert invoke(base.root, "risk", "--diff", "near.diff", "--fail-on", "any").exit_code == 2


def test_no_secret_of_a_review_is_printed(base: Base) -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    base.write("postmortems/2025-02-01-voice.md", page(overlaid(PUBLISHED, VOICE.replace("@you", token))))
    for form in ("text", "json", "markdown", "github"):
        told = invoke(base.root, "risk", "--diff", "near.diff", "--format", form).output
        assert "compared" in told
        assert token[:8] not in told


def test_the_standard_input_is_read_in_every_coding(base: Base) -> None:
    for raw in (DIFF.encode(), DIFF.encode("utf-16"), DIFF.replace("\n", "\r\n").encode(), DIFF.encode() + b"\xff\x00"):
        assert NEAR in piped(base, raw)
    assert NONE in piped(base, b"")


def test_a_diff_that_is_too_long_says_what_was_left_out(base: Base) -> None:
    told = piped(base, DIFF.encode() + b"\n" * MOST_LINES)
    assert NEAR in told
    assert "Only the first 5 MB and 250,000 lines of the diff were read." in told


@pytest.mark.parametrize("text", ["just words\n", "\x00\xff\x1b[31m", "@@ -1 +1 @@\n"])
def test_what_is_no_diff_is_told(base: Base, text: str) -> None:
    told = piped(base, text.encode("latin-1"))
    assert "The standard input holds no unified diff." in told
    assert "\x1b" not in told


def test_the_text_of_a_diff_controls_no_terminal(base: Base) -> None:
    told = piped(base, DIFF.replace("app/", "app/\x1b[31m").encode())
    assert NEAR in told
    assert "\x1b[31m" not in told


def test_git_is_asked_for_a_range_and_for_what_is_not_committed(base: Base, tmp_path: Path) -> None:
    other = tmp_path / "service"
    other.mkdir()

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@y", *words], cwd=other, check=True)

    def risk(*arguments: str) -> str:
        return invoke(other, "risk", "--root", str(base.root), *arguments).output

    assert "The current folder is in no git repository." in risk()
    git("init", "-q", "-b", "main")
    (other / "app.py").write_text("x = 1\n", "utf-8")
    git("add", "app.py")
    git("commit", "-q", "-m", "Begin")
    assert NONE in risk()
    (other / "app.py").write_text("voice_assistant()\n", "utf-8")
    assert NEAR in risk()
    git("commit", "-q", "-a", "-m", "Start")
    assert NONE in risk()
    (other / "app.py").write_text("y = 2\n", "utf-8")
    git("commit", "-q", "-a", "-m", "No voice assistant any more")
    assert NEAR in risk("--diff", "HEAD~1")
    assert NEAR in risk("--diff", "HEAD^!")
    told = risk("--diff", "HEAD~2...HEAD")
    assert "the commit message has the model Voice assistant" in told
    refused = invoke(other, "risk", "--root", str(base.root), "--diff", "nowhere...HEAD")
    assert refused.exit_code == 2
    assert "nowhere...HEAD" in refused.output
    assert "--diff takes the file of a diff, `-` for the standard input, or a range of git" in refused.output


def test_no_option_reaches_git(base: Base) -> None:
    done = invoke(base.root, "risk", "--diff=--output=stolen")
    assert done.exit_code == 2
    assert not (base.root / "stolen").exists()
