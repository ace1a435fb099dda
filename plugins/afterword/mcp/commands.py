"""The tools that are commands of ours: an answer is the JSON that the command prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from afterword.mcp.library import MOST, NotAnsweredError
from afterword.mcp.tools import (
    Given,
    Result,
    Sources,
    Tool,
    most_argument,
    said,
    structured,
    text_argument,
)

_COULD_NOT_RUN: Final = 2
_SWITCH: Final = MappingProxyType({"type": "boolean", "default": False})


class Command(NamedTuple):
    """The words after ``afterword``, and the text of the standard input."""

    words: Sequence[str]
    input: str = ""


def _answer(command: Callable[[Given], Command], listed: str = "") -> Callable[[Sources, Given], Result]:
    """The answer of a command that prints JSON; of the list called ``listed`` it gives the first items."""

    def answer(sources: Sources, given: Given) -> Result:
        printed, notes = _printed(sources, command(given))
        data = json.loads(printed)
        if listed:
            whole, most = data[listed], given.get("most", MOST)
            data |= {listed: whole[:most], "left_out": max(0, len(whole) - most)}
        return structured(data, *notes)

    return answer


def _printed(sources: Sources, command: Command) -> tuple[str, list[str]]:
    """What a command prints, and what it says of files that it has left out."""
    ran = sources.run(*command)
    if ran.code == _COULD_NOT_RUN:
        raise NotAnsweredError(ran.errors.strip())
    return ran.printed, [ran.errors.strip()] if ran.errors.strip() else []


def _options(given: Given, *names: str) -> list[str]:
    """The options with a value, and the switches that are on."""
    chosen = [(f"--{name}", given[name]) for name in names if given.get(name)]
    return [option if value is True else f"{option}={value}" for option, value in chosen]


def _similar(given: Given) -> Command:
    words = ["similar", "--format=json", f"--most={given.get('most', 5)}"]
    return Command([*words, f"--id={given['id']}"]) if "id" in given else Command([*words, "-"], given.get("text", ""))


def _actions(given: Given) -> Command:
    return Command(["actions", "--format=json", *_options(given, "model", "owner", "review", "overdue", "all")])


def _readiness(given: Given) -> Command:
    return Command(["readiness", "--format=json", *_options(given, "task", "serving"), "--", given["model"]])


def _check(given: Given) -> Command:
    return Command(["check", "--format=json", *(["--", given["path"]] if "path" in given else [])])


def _explained(sources: Sources, given: Given) -> Result:
    printed, notes = _printed(sources, Command(["explain", *(["--", given["code"]] if "code" in given else [])]))
    return said(printed, *notes)


COMMANDS: Final = (
    Tool(
        "similar",
        "Find similar past incidents",
        "Finds past incidents that resemble a description, with the reasons and the state of their actions. Call it "
        "before you propose a change to a model, its data or its serving, and when you look for the cause of an "
        "incident: describe the change or the symptoms in a few sentences. Give `text` or `id`.",
        _answer(_similar),
        {
            "text": text_argument("A description, a log or the draft of a review", 100_000),
            "id": text_argument("The id of a review: find what is similar to it"),
            "most": most_argument(5),
        },
    ),
    Tool(
        "risk",
        "See which past incidents a change comes near",
        "Says which past incidents a change of code comes near, and why: models and features that their reviews name, "
        "safeguards and preventions whose lines go. Call it with the diff before you propose or commit a change.",
        _answer(lambda given: Command(["risk", "--format=json", "--diff=-"], given["diff"])),
        {"diff": text_argument("A unified diff, as `git diff` prints it", 5_000_000)},
        required=("diff",),
    ),
    Tool(
        "actions",
        "List open actions",
        "Lists actions from reviews that still need work, the most urgent first: fixes that are open, overdue, or done "
        "and not verified. Call it to see what is left to do for a model or a team, or whether a fix was shipped.",
        _answer(_actions, "actions"),
        {
            "model": text_argument("Only actions from reviews of this model"),
            "owner": text_argument("Only actions of this team or role"),
            "review": text_argument("Only actions of the review with this id"),
            "overdue": {**_SWITCH, "description": "Only what is past its date"},
            "all": {**_SWITCH, "description": "Completed actions too"},
            "most": most_argument(),
        },
    ),
    Tool(
        "readiness",
        "What a model's past demands of its release",
        "Lists what to check before a release of a model: what its incidents taught, what is still open, and whether "
        "an overdue prevention blocks the release. For a model without reviews, give `task` or `serving`.",
        _answer(_readiness),
        {
            "model": text_argument("The name of the model, as its reviews write it"),
            "task": text_argument("The task of the model, such as classification"),
            "serving": text_argument("How the model is served, such as online"),
        },
        required=("model",),
    ),
    Tool(
        "check",
        "Check a review that you wrote",
        "Checks reviews and reports each problem with its line and what to do. Call it after you have written or "
        "edited a review. Without `path`, the whole knowledge base is checked.",
        _answer(_check, "diagnostics"),
        {
            "path": text_argument("A file or folder in the knowledge base, relative to its root", 1_000),
            "most": most_argument(),
        },
    ),
    Tool(
        "explain",
        "Explain a rule of the check",
        "Says why a rule exists, with a bad and a good example. Without `code`, all rules are listed.",
        _explained,
        {"code": text_argument("The code or the name of a rule, such as AW104")},
    ),
)
