"""A question in GraphQL, whose errors come with the status 200."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from afterword.capture.shape import at, first
from afterword.capture.told import accepted, told
from afterword.http import NoAnswer, Server, ask

_JSON: Final = {"Content-Type": "application/json", "Accept": "application/json"}


def answered(server: Server, query: str, variables: Mapping[str, Any], what: str) -> dict[str, Any]:
    """The ``data`` of an answer; raises ``NoAnswer`` with the first error that the server names."""
    sent = json.dumps({"query": query, "variables": variables}).encode()
    answer = ask(server, f"{server.url}/graphql", sent, _JSON)
    if answer.status not in {400, 422}:  # with these, servers say in the body what is wrong with a question
        accepted(answer, server, what)
    said = answer.json(server.who, f"an answer to {what}", constants=True)
    if not isinstance(said, dict):
        raise NoAnswer(f"The answer of {server.who} is not an answer to {what}")
    if errors := said.get("errors"):
        raise NoAnswer(f"{server.subject} answered {what} with an error: {_first(errors, server)}")
    data = said.get("data")
    if not isinstance(data, dict):
        raise NoAnswer(f"The answer of {server.who} is not an answer to {what}: it has no `data`")
    return data


def _first(errors: Any, server: Server) -> str:
    message = at(first(errors), "message") or first(errors) or errors
    return told(message, server) or "it does not say which"
