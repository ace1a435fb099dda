"""The steps that find the pull request and post the comment, run against stand-ins for the platforms."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from afterword.comment import MARKER, NOTHING
from tests.acceptance.shipped import COMMENTERS, GITLAB, read
from tests.working_copy import environment

needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="jq stands in for the one that gh has inside")
needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="the GitLab job posts with curl")

COMMENT = f"{MARKER}\n### Afterword\n\n1 review added. $(touch run) `touch run` \"'\n"
SHA, MERGE, BASE = "a" * 40, "b" * 40, "c" * 40
REPO = "org/kb"

# What `gh api` does, as far as the steps need it: answers from files, a filter, and a list of what was sent.
GH = """\
import json, os, pathlib, subprocess, sys
home = pathlib.Path(os.environ["GH_HOME"])
options = {"--jq": "", "--method": "GET"}
sent, places, rest = {}, [], sys.argv[2:]
while rest:
    word = rest.pop(0)
    if word in ("-f", "-F"):
        name, _, value = rest.pop(0).partition("=")
        sent[name] = pathlib.Path(value[1:]).read_text() if word == "-F" and value.startswith("@") else value
    elif word in options:
        options[word] = rest.pop(0)
    elif not word.startswith("-"):
        places.append(word)
(place,) = places
with (home / "calls").open("a") as calls:
    calls.write(json.dumps([options["--method"], place, sent]) + "\\n")
if options["--method"] == "GET":
    answer = (home / (place.partition("?")[0].replace("/", "_") + ".json")).read_text()
    subprocess.run(["jq", "--raw-output", options["--jq"]], input=answer, text=True, check=True)
"""


class Platform:
    """A runner of the platform with a stand-in for ``gh``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "bin").mkdir()
        (home / "gh.py").write_text(GH, "utf-8")
        (home / "bin" / "gh").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{home}/gh.py" "$@"\n', "utf-8")
        (home / "bin" / "gh").chmod(0o755)

    def answers(self, place: str, answer: object) -> None:
        (self.home / f"{place.replace('/', '_')}.json").write_text(json.dumps(answer), "utf-8")

    def run(self, step: dict[str, Any], **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.home,
            env={
                **environment(self.home, self.home / "bin"),
                "GH_HOME": str(self.home),
                "GITHUB_OUTPUT": str(self.home / "output"),
                "GITHUB_REPOSITORY": REPO,
                "RUNNER_TEMP": str(self.home),
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def sent(self) -> list[list[Any]]:
        """What was sent beyond questions."""
        calls = self.home / "calls"
        lines = calls.read_text("utf-8").splitlines() if calls.exists() else []
        return [call for call in map(json.loads, lines) if call[0] != "GET"]


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    return Platform(tmp_path)


def steps(job: str) -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in read(COMMENTERS[1])["jobs"][job]["steps"]}


FIND = steps("make")["Find the pull request"]
(POST,) = steps("post").values()
EVENT = {"OWNER": "somebody", "BRANCH": "x; touch run", "HEAD_SHA": SHA}


def find(platform: Platform, pulls: object) -> str:
    platform.answers(f"repos/{REPO}/pulls", pulls)
    platform.answers(f"repos/{REPO}/commits/{MERGE}", {"parents": [{"sha": BASE}, {"sha": SHA}]})
    done = platform.run(FIND, **EVENT)
    assert done.returncode == 0, done.stderr
    output = platform.home / "output"
    return output.read_text("utf-8") if output.exists() else ""


@needs_jq
def test_the_pull_request_is_found_by_what_the_platform_says_of_its_commit(platform: Platform) -> None:
    pulls = [
        {"number": 6, "head": {"sha": "d" * 40}, "merge_commit_sha": "e" * 40},
        {"number": 7, "head": {"sha": SHA}, "merge_commit_sha": MERGE},
    ]
    assert find(platform, pulls) == f"number=7\nmerge={MERGE}\nbase={BASE}\n"
    assert not (platform.home / "run").exists()


@needs_jq
@pytest.mark.parametrize(
    "pulls",
    [
        [],
        [{"number": 7, "head": {"sha": "d" * 40}, "merge_commit_sha": MERGE}],
        [{"number": 7, "head": {"sha": SHA}, "merge_commit_sha": None}],
    ],
)
def test_a_pull_request_that_has_moved_on_or_cannot_be_merged_gets_none(pulls: object, platform: Platform) -> None:
    assert find(platform, pulls) == ""


def post(platform: Platform, comments: object, text: str = COMMENT, number: str = "7") -> list[list[Any]]:
    platform.answers(f"repos/{REPO}/issues/7/comments", comments)
    done = platform.run(POST, NUMBER=number, COMMENT=base64.b64encode(text.encode()).decode())
    assert (done.returncode == 0) is number.isdecimal(), done.stderr
    assert not (platform.home / "run").exists()
    return platform.sent()


@needs_jq
def test_the_first_comment_is_posted_as_it_is(platform: Platform) -> None:
    strange = [{"id": 1, "user": {"login": "somebody"}, "body": f"{MARKER} mine"}]
    assert post(platform, strange) == [["POST", f"repos/{REPO}/issues/7/comments", {"body": COMMENT}]]


@needs_jq
def test_the_comment_that_is_there_is_updated(platform: Platform) -> None:
    robot = {"login": "github-actions[bot]"}
    there = [
        {"id": 1, "user": {"login": "somebody"}, "body": f"{MARKER} mine"},
        {"id": 2, "user": robot, "body": "Another job says."},
        {"id": 3, "user": robot, "body": f"{MARKER}\nold"},
        {"id": 4, "user": robot, "body": f"{MARKER}\nolder"},
    ]
    assert post(platform, there) == [["PATCH", f"repos/{REPO}/issues/comments/3", {"body": COMMENT}]]


@needs_jq
def test_where_nothing_changed_no_comment_is_begun_but_an_old_one_is_corrected(platform: Platform) -> None:
    nothing = f"{MARKER}\n### Afterword\n\n{NOTHING}\n"
    assert post(platform, [], nothing) == []
    there = [{"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nold"}]
    assert [call[0] for call in post(platform, there, nothing)] == ["PATCH"]


@pytest.mark.parametrize("number", ["", "7; touch run", "../1", "$(touch run)"])
def test_a_number_that_is_none_posts_nothing(number: str, platform: Platform) -> None:
    assert post(platform, [], number=number) == []


class Notes(BaseHTTPRequestHandler):
    """The notes of a merge request, and who asks."""

    notes: list[dict[str, Any]]
    sent: list[tuple[str, str, str]]

    def do_GET(self) -> None:
        assert self.headers["PRIVATE-TOKEN"] == "glpat"
        asked = {name: int(value) for name, (value,) in parse_qs(urlsplit(self.path).query).items() if value.isdigit()}
        end = asked.get("page", 1) * asked.get("per_page", 20)
        page = self.notes[end - asked.get("per_page", 20) : end]
        self._answer({"id": 5} if self.path == "/user" else page)

    def do_POST(self) -> None:
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["body"][0]
        self.sent.append((self.command, urlsplit(self.path).path, body))
        self._answer({})

    do_PUT = do_POST  # noqa: N815  # named so by the library

    def _answer(self, data: object) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named so by the library
        pass


@pytest.fixture
def gitlab() -> Iterator[str]:
    Notes.notes, Notes.sent = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def run_job(folder: Path, api: str, text: str = COMMENT) -> list[tuple[str, str, str]]:
    (folder / "afterword-comment.md").write_text(text, "utf-8")
    job = read(GITLAB)["comment"]
    where = {"CI_API_V4_URL": api, "CI_MERGE_REQUEST_PROJECT_ID": "9", "CI_MERGE_REQUEST_IID": "7"}
    script = "\n".join([f'NOTES="{job["variables"]["NOTES"]}"', *job["script"]])
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**environment(folder), **where, "AFTERWORD_TOKEN": "glpat"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "glpat" not in done.stdout + done.stderr
    assert not (folder / "run").exists()
    return Notes.sent


@needs_curl
def test_on_gitlab_the_note_is_posted_once_and_then_updated(tmp_path: Path, gitlab: str) -> None:
    place = "/projects/9/merge_requests/7/notes"
    Notes.notes = [{"id": number, "author": {"id": 4}, "body": f"{MARKER} mine"} for number in range(1, 151)]
    assert run_job(tmp_path, gitlab) == [("POST", place, COMMENT)]
    Notes.notes.append({"id": 151, "author": {"id": 5}, "body": COMMENT})
    assert run_job(tmp_path, gitlab)[1:] == [("PUT", f"{place}/151", COMMENT)]


@needs_curl
def test_on_gitlab_nothing_is_posted_where_nothing_changed(tmp_path: Path, gitlab: str) -> None:
    assert run_job(tmp_path, gitlab, f"{MARKER}\n### Afterword\n\n{NOTHING}\n") == []
