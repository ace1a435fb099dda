"""What an agent asks is answered in the shape of the commands, from what it may read, and a mistake gets a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afterword.mcp.server import TOOLS, VERSIONS
from tests.knowledge import PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke
from tests.unit.mcp.agent import ID, asked, called, request, text_of

DIFF = """\
--- a/page_ranker/serving.py
+++ b/page_ranker/serving.py
@@ -1,3 +1,2 @@
 def start(cache):
-    warm_up_of_the_cache(cache)
     return PageRanker(cache)
"""
SECRET = "glpat-" + "a1B2c3D4e5F6g7H8i9J0"


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
        ("risk", {"diff": DIFF}, ["risk", "--diff", "-"]),
    ],
)
def test_a_tool_answers_what_its_command_prints(
    base: Base, tool: str, arguments: dict[str, Any], command: list[str]
) -> None:
    printed = invoke(base.root, *command, "--format", "json", given=arguments.get("text", arguments.get("diff"))).stdout
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


def test_the_command_serves_what_lies_around_the_folder(base: Base) -> None:
    asked_for = request("tools/call", name="check", arguments={"path": f"postmortems/{ID}.md"}).decode()
    result = invoke(base.root / "postmortems", "mcp", given=asked_for)
    assert json.loads(result.stdout)["result"]["structuredContent"]["checked"] == 1
