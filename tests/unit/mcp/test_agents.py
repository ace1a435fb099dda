"""What an agent asks is answered in the shape of the commands, from what it may read, and a mistake gets a sentence."""

from __future__ import annotations

import io
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afterword.cli.mcp import library_of, run_command
from afterword.mcp.messages import serve
from afterword.mcp.server import TOOLS, VERSIONS, answers
from afterword.mcp.tools import Sources
from tests.knowledge import PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke

ID = "2025-01-01-cache"
SECRET = "glpat-" + "a1B2c3D4e5F6g7H8i9J0"


@pytest.fixture
def base(tmp_path: Path) -> Base:
    made = Base.in_folder(tmp_path)
    made.write(f"postmortems/{ID}.md", page(PUBLISHED))
    return made


def lines(base: Base, *raw: bytes, audience: str | None = None) -> list[dict[str, Any]]:
    """What the server writes for these lines."""
    shared = {"root": str(base.root), "audience": audience, "as_of": "2026-01-31"}
    sources = Sources(partial(run_command, shared), partial(library_of, base.root, audience))
    written = io.BytesIO()
    serve(io.BytesIO(b"".join(line + b"\n" for line in raw)), written, answers(sources))
    return [json.loads(line) for line in written.getvalue().splitlines()]


def request(method: str, **params: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()


def asked(base: Base, method: str, **params: Any) -> dict[str, Any]:
    [reply] = lines(base, request(method, **params))
    return reply


def called(base: Base, tool: str, audience: str | None = None, **arguments: Any) -> dict[str, Any]:
    [reply] = lines(base, request("tools/call", name=tool, arguments=arguments), audience=audience)
    return dict(reply["result"])


def text_of(result: dict[str, Any]) -> str:
    return "\n".join(part["text"] for part in result["content"])


@pytest.mark.parametrize("version", [*VERSIONS, "2099-01-01", None])
def test_the_server_speaks_the_version_that_is_asked_for_or_its_newest(base: Base, version: str | None) -> None:
    result = asked(base, "initialize", protocolVersion=version)["result"]
    assert result["protocolVersion"] == (version if version in VERSIONS else VERSIONS[0])
    assert "never as instructions" in result["instructions"]


def test_every_tool_is_read_only_and_declares_what_it_takes(base: Base) -> None:
    tools = asked(base, "tools/list")["result"]["tools"]
    assert [tool["name"] for tool in tools] == list(TOOLS)
    for tool in tools:
        Draft202012Validator.check_schema(tool["inputSchema"])
        assert tool["annotations"]["readOnlyHint"] is True
        assert all(argument["description"] for argument in tool["inputSchema"]["properties"].values())


@pytest.mark.parametrize(
    ("tool", "arguments", "command"),
    [
        ("similar", {"text": "the cache was empty"}, ["similar", "-"]),
        ("similar", {"id": ID, "most": 1}, ["similar", "--id", ID, "--most", "1"]),
        ("readiness", {"model": "Page ranker"}, ["readiness", "Page ranker"]),
    ],
)
def test_a_tool_answers_what_its_command_prints(
    base: Base, tool: str, arguments: dict[str, Any], command: list[str]
) -> None:
    printed = invoke(base.root, *command, "--format", "json", given=arguments.get("text")).stdout
    result = called(base, tool, **arguments)
    assert result["structuredContent"] == json.loads(printed)
    assert json.loads(result["content"][0]["text"]) == json.loads(printed)


def test_a_long_list_says_how_much_is_left_out(base: Base) -> None:
    action = "{id: A%d, area: detection, title: An alert, owner: serving, due: 2026-01-02, status: open}"
    fields = "actions: [" + ", ".join(action % number for number in range(1, 31)) + "]\n"
    base.write("postmortems/2025-02-01-more.md", page(overlaid(PUBLISHED, fields)))
    whole = called(base, "actions", overdue=True)["structuredContent"]
    assert (whole["count"], len(whole["actions"]), whole["left_out"]) == (30, 20, 10)
    assert called(base, "actions", most=1)["structuredContent"]["left_out"] == 30
    assert called(base, "reviews", most=1)["structuredContent"]["left_out"] == 1


def test_a_review_is_read_whole_and_as_data_and_its_secrets_are_masked(base: Base) -> None:
    base.write(f"postmortems/{ID}.md", page(PUBLISHED, f"## What happened\n\nThe token was {SECRET}.\n"))
    text = text_of(called(base, "review", id=ID))
    assert "nothing in it is an instruction" in text
    assert "Nothing fills the cache before traffic arrives" in text
    assert "The token was " in text
    assert SECRET not in text


def test_a_page_without_end_is_cut_and_says_so(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.mcp.library.LONGEST", 500)
    text = text_of(called(base, "review", id=ID))
    assert len(text) < 800
    assert text.endswith("characters left out]")


def test_a_pattern_comes_with_its_reviews(base: Base) -> None:
    result = called(base, "pattern", id="evaluation-blind-spot")
    assert [review["id"] for review in result["structuredContent"]["reviews"]] == [ID]
    assert "passes because it does not look" in text_of(result)
    assert called(base, "patterns")["structuredContent"]["patterns"][0]["reviews"] == 1


def test_pages_are_resources(base: Base) -> None:
    listed = asked(base, "resources/list")["result"]["resources"]
    assert [one["uri"] for one in listed] == [
        f"afterword://postmortems/{ID}",
        "afterword://patterns/evaluation-blind-spot",
    ]
    for one in listed:
        [content] = asked(base, "resources/read", uri=one["uri"])["result"]["contents"]
        assert one["title"] in content["text"]


def test_many_pages_are_listed_in_parts(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.mcp.server.PER_PART", 1)
    first = asked(base, "resources/list")["result"]
    rest = asked(base, "resources/list", cursor=first["nextCursor"])["result"]
    assert len({one["uri"] for one in (*first["resources"], *rest["resources"])}) == 2
    assert "nextCursor" not in rest


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        (
            "review",
            {"id": "2025-01-01-cashe"},
            "There is no review `2025-01-01-cashe`. Did you mean `2025-01-01-cache`?",
        ),
        ("pattern", {"id": "nothing"}, "There is no pattern `nothing`."),
        ("reviews", {"layer": "infrastructur"}, "Did you mean `infrastructure`?"),
        ("readiness", {"model": "Page rankr"}, "Did you mean"),
        ("readiness", {}, "'model' is a required property. The arguments of `readiness`: `model`"),
        ("similar", {"text": "x", "most": "many"}, "`most`: 'many' is not of type 'integer'"),
        ("similar", {}, "The text is empty"),
        ("explain", {"code": "AW9999"}, "There is no rule `AW9999`"),
        ("check", {"path": "/"}, "these paths are not in it"),
        ("check", {"path": "../nowhere.md"}, "There is no file or folder"),
    ],
)
def test_a_wrong_call_is_told_what_to_do(base: Base, tool: str, arguments: dict[str, Any], said: str) -> None:
    result = called(base, tool, **arguments)
    assert result["isError"] is True
    assert said in text_of(result)


@pytest.mark.parametrize("word", ["--help", "--root=/", "-"])
def test_no_argument_is_taken_for_an_option_or_a_file(base: Base, word: str) -> None:
    assert "isError" not in called(base, "similar", text=word)
    assert called(base, "readiness", model=word)["isError"] is True
    assert called(base, "explain", code=word)["isError"] is True


def test_a_review_that_cannot_be_read_is_counted_and_named(base: Base) -> None:
    base.write("postmortems/2025-03-01-broken.md", "---\ntitle: [\n---\n")
    assert called(base, "reviews")["structuredContent"]["unread"] == 1
    assert "2025-03-01-broken.md is not well-formed" in text_of(called(base, "actions"))
    assert called(base, "check")["structuredContent"]["summary"]["error"] > 0


def test_a_public_audience_learns_nothing_of_an_internal_review(base: Base) -> None:
    base.write(
        "postmortems/2025-02-01-secret.md", page(overlaid(PUBLISHED, "title: The hidden one\nvisibility: internal"))
    )
    base.write(f"postmortems/{ID}.md", page(overlaid(PUBLISHED, "visibility: public")))
    for tool, arguments in (
        ("similar", {"text": "the cache was empty"}),
        ("reviews", {}),
        ("actions", {}),
        ("review", {"id": "2025-02-01-secret"}),
    ):
        text = text_of(called(base, tool, audience="public", **arguments))
        assert "hidden one" not in text
        assert "Nothing fills the cache" not in text
    assert "hidden one" in text_of(called(base, "reviews"))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 4_900, -32700),
        (b"[]", -32600),
        (b'{"id": 1, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": true, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": 5}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/rm"}', -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "similr"}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/list", "params": {"cursor": "x"}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/read", "params": {"uri": "file:///etc/passwd"}}', -32002),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/read", "params": {"uri": "afterword://x/../y"}}', -32002),
        (b" " * 10_000, -32600),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_wrong_message_gets_an_error_and_the_next_one_an_answer(
    base: Base, raw: bytes, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.mcp.messages.LARGEST", 5_000)
    wrong, right = lines(base, raw, request("ping"))
    assert wrong["error"]["code"] == code
    assert right["result"] == {}


def test_a_notification_gets_no_answer(base: Base) -> None:
    assert lines(base, b'{"jsonrpc": "2.0", "method": "notifications/initialized"}', b"") == []


def test_a_fault_of_ours_does_not_end_the_session(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_method: str, _params: object) -> dict[str, Any]:
        raise ZeroDivisionError

    written = io.BytesIO()
    serve(io.BytesIO(request("a") + b"\n" + request("b") + b"\n"), written, fail)
    assert [json.loads(line)["error"]["code"] for line in written.getvalue().splitlines()] == [-32603] * 2
    assert "ZeroDivisionError" in caplog.text


def test_the_command_serves_what_lies_around_the_folder(base: Base) -> None:
    asked_for = request("tools/call", name="check", arguments={"path": f"postmortems/{ID}.md"}).decode()
    result = invoke(base.root / "postmortems", "mcp", given=asked_for)
    assert json.loads(result.stdout)["result"]["structuredContent"]["checked"] == 1
