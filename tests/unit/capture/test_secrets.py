"""A token of a source is found nowhere but in the header of a request, whatever goes wrong, for every kind there is."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Final

import pytest

from afterword.capture.found import asked_kinds
from afterword.capture.hiding import Hidden
from afterword.evidence.snapshot import Origin, Series, Snapshot
from afterword.http import NoAnswer
from afterword.settings.source_tables import kinds
from tests.knowledge import Base
from tests.unit.capture.stub import NOW, WINDOW
from tests.unit.cli.fake_source import laid
from tests.unit.cli.invoke import invoke
from tests.unit.trackers.server import Answer, FakeTracker, says

TOKEN: Final = "zq7777vxCANARYzq7777vx"  # noqa: S105  # it opens nothing
FORMS: Final = (TOKEN, base64.b64encode(TOKEN.encode()).decode(), base64.b64encode(f"u:{TOKEN}".encode()).decode())
REVIEW: Final = "2025-01-01-example"


class Same(dict[str, list[Answer]]):
    """One answer for every path."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def get(self, *_: object) -> list[Answer]:
        return [self._answer]


def repeating(status: int = 200, **headers: str) -> Answer:
    """An answer that repeats the headers of the request, in its body and in its own headers."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        sent = dict(to.headers.items())
        body = {"status": "error", "error": str(sent), "message": str(sent), "errors": [{"message": str(sent)}]}
        says({**body, "data": str(sent), "version": str(sent)}, status, X_Said=str(sent.values()), **headers)(to)

    return answer


def elsewhere(to: BaseHTTPRequestHandler) -> None:
    """A redirect to another host, with the token in its address."""
    says({}, 302, Location=f"http://example.org/?token={TOKEN}")(to)


def dropped(to: BaseHTTPRequestHandler) -> None:
    """The connection ends in the middle."""
    to.wfile.write(f"HTTP/1.1 200 {TOKEN}\r\nContent-Length: 999\r\n\r\n{TOKEN}".encode())


FAILURES: Final[Mapping[str, Answer]] = {
    "refused": repeating(401),
    "forbidden": repeating(403),
    "not found": repeating(404),
    "broken": repeating(500),
    "busy": repeating(429, Retry_After="9999"),
    "an odd answer": repeating(),
    "no JSON": says(f"<html>{TOKEN}</html>".encode()),
    "a list": says([TOKEN]),
    "a redirect": elsewhere,
    "cut off": dropped,
}


@pytest.fixture
def quick(stub: FakeTracker, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    """The server, where nobody waits before another try."""
    monkeypatch.setattr("afterword.http.client.time.sleep", lambda _: None)
    yield stub
    assert not any(TOKEN in path for path in stub.paths), "the token stood in an address"


IN_A_VARIABLE: Final = 'token_env = "CANARY_TOKEN"\n'
QUERIES: Final = {"arize": "accuracy", "phoenix": "spans:count", "langfuse": "count:count", "prometheus": "up"}


def of(kind: str, url: str, token: str = IN_A_VARIABLE) -> str:
    """Settings of a kind with all that it needs."""
    of_kind = kinds()[kind]
    user = 'user = "u"\n' if kind == "langfuse" else ""
    head = f'[tool.afterword.sources.prod]\nkind = "{kind}"\nurl = "{url}"\n{token}{user}'
    query = QUERIES.get(kind, "count()")
    metric = f'[tool.afterword.sources.prod.metrics.m]\nquery = "{query}"\n'
    own = f"{metric}{_needed(of_kind['metric_options'])}"
    return f"{head}{_needed(of_kind['options'])}{own}"


def _needed(options: Mapping[str, Mapping[str, Any]]) -> str:
    wanted = {name: about.get("allowed", ["x1"])[0] for name, about in options.items() if about.get("required")}
    wanted |= {name: "x1" for name in ("index", "run", "model_id", "experiment", "project", "model") if name in options}
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in wanted.items())


def expect_hidden(base: Base, *said: str) -> None:
    """No form of the token stands in what was said, or in a file."""
    files = [file.read_bytes() for file in base.root.rglob("*") if file.is_file()]
    for form in FORMS:
        assert [text for text in said if form in text] == []
        assert [raw for raw in files if form.encode() in raw] == []


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("kind", asked_kinds())
def test_no_failure_shows_the_token(kind: str, failure: str, base: Base, quick: FakeTracker) -> None:
    laid(base, of(kind, quick.base))
    quick.answers = Same(FAILURES[failure])
    more = ((REVIEW, "--diff"), (REVIEW, "--dry-run")) if failure == "an odd answer" else ()
    for arguments in ((REVIEW,), ("--list",), *more):
        done = invoke(base.root, "capture", *arguments, CANARY_TOKEN=TOKEN)
        assert done.exit_code in {0, 1}, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
        expect_hidden(base, done.stdout, done.stderr)


@pytest.mark.parametrize("kind", asked_kinds())
def test_no_command_line_of_any_process_shows_the_token(kind: str, base: Base, quick: FakeTracker) -> None:
    shown: list[str] = []

    def looking(to: BaseHTTPRequestHandler) -> None:
        for file in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                shown.extend(form for form in FORMS if form.encode() in file.read_bytes())
            except OSError:
                continue
        says({}, 404)(to)

    helper = base.write("helper", f"#!/bin/sh\ncat {base.root}/../token\n")
    helper.chmod(0o755)
    (base.root.parent / "token").write_text(f"{TOKEN}\n")
    laid(base, of(kind, quick.base, f'token_command = ["{helper}"]\n'))
    quick.answers = Same(looking)
    done = invoke(base.root, "capture", REVIEW)
    expect_hidden(base, done.stdout, done.stderr)
    assert (quick.asked != [], shown) == (True, [])


BAD_TOKENS: Final[Mapping[str, Callable[[Base], tuple[str, str]]]] = {
    "two lines": lambda _: (IN_A_VARIABLE, f"{TOKEN}\nX-Other: 1"),
    "a control character": lambda _: (IN_A_VARIABLE, f"{TOKEN}\x07"),
    "a helper that fails": lambda base: (_helper(base, f"echo {TOKEN}; echo {TOKEN} >&2; exit 3"), ""),
    "a helper that says too much": lambda base: (_helper(base, f"echo {TOKEN}; echo {TOKEN}"), ""),
    "no helper": lambda _: ('token_command = ["/no/such/helper"]\n', ""),
}


def _helper(base: Base, script: str) -> str:
    file = base.root.parent / "helper"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return f'token_command = ["{file}"]\n'


@pytest.mark.parametrize("bad", BAD_TOKENS)
@pytest.mark.parametrize("kind", asked_kinds())
def test_a_token_that_cannot_be_used_is_not_shown(kind: str, bad: str, base: Base, quick: FakeTracker) -> None:
    token, value = BAD_TOKENS[bad](base)
    laid(base, of(kind, quick.base, token))
    for arguments in ((REVIEW,), ("--list",)):
        done = invoke(base.root, "capture", *arguments, CANARY_TOKEN=value)
        assert (done.exit_code, quick.asked) == (1, [])
        expect_hidden(base, done.stdout, done.stderr)


def test_a_source_that_repeats_its_token_in_an_answer_is_not_kept() -> None:
    hidden = Hidden.of(TOKEN, "u", {"Authorization": f"Basic {FORMS[2]}"})
    assert hidden.text(f"The answer says {FORMS[2]} and {TOKEN}") == "The answer says (secret) and (secret)"
    assert TOKEN not in repr(hidden)
    told = Series("m", "q", notes=(f"It said {TOKEN}",))
    made = Snapshot("r/p", "r", Origin("p", "mlflow"), WINDOW, NOW, "afterword", (told,), missing=(("n", FORMS[2]),))
    kept = hidden.out_of(made)
    assert (kept.series[0].notes, kept.missing) == (("It said (secret)",), (("n", "(secret)"),))
    with pytest.raises(NoAnswer, match="repeats its token, so none of it is kept"):
        hidden.out_of(made._replace(series=(told._replace(labels=(("k", TOKEN),)),)))
