"""Questions to an MLflow server, page by page, and what is wrong with an answer that is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from afterword.capture.told import told
from afterword.http import Answer, NoAnswer, Server, ask

RUNS: Final = "/api/2.0/mlflow"
TRACES: Final = "/api/3.0/mlflow"
PAGE: Final = 1_000
"""Also the most that Azure's servers give at once; servers that are asked for no number may answer with nothing."""

_UNKNOWN: Final = frozenset({"RESOURCE_DOES_NOT_EXIST", "ENDPOINT_NOT_FOUND"})
_JSON: Final = {"Accept": "application/json"}


class Refused(NoAnswer):
    """The server answered with an error of its own, whose ``code`` is such as ``RESOURCE_DOES_NOT_EXIST``."""

    def __init__(self, message: str, code: str, *, silent: bool = False) -> None:
        super().__init__(message, silent=silent)
        self.code = code

    @property
    def unknown(self) -> bool:
        """Whether what was asked for is not there."""
        return self.code in _UNKNOWN


@dataclass
class Talk:
    """The questions of one capture, counted."""

    server: Server
    requests: int = 0

    def get(self, path: str, **fields: object) -> dict[str, Any]:
        """The answer to a GET; raises ``NoAnswer``."""
        query = urlencode({name: value for name, value in fields.items() if value is not None}, doseq=True)
        return self._read(self.raw(f"{path}?{query}"))

    def post(self, path: str, fields: Mapping[str, object]) -> dict[str, Any]:
        """The answer to a POST of JSON; raises ``NoAnswer``."""
        given = {name: value for name, value in fields.items() if value is not None}
        return self._read(self.raw(path, json.dumps(given).encode()))

    def raw(self, path: str, body: bytes | None = None) -> Answer:
        """Whatever is answered, also by a server that was broken to the end."""
        self.requests += 1
        headers = _JSON if body is None else {**_JSON, "Content-Type": "application/json"}
        try:
            return ask(self.server, f"{self.server.url}{path}", body, headers)
        except NoAnswer as error:
            if error.answer is None or error.why == "limited":
                raise
            return error.answer

    def _read(self, answer: Answer) -> dict[str, Any]:
        who, status = self.server.subject, answer.status
        if status == 403 and b"Invalid Host header" in answer.body[:200]:
            raise NoAnswer(
                f"{who} does not answer under this name of its host; it has to be started with that name in "
                "`--allowed-hosts`, or be asked at an address that it allows",
                silent=True,
            )
        try:
            # Its encoder writes NaN as text; others write it bare.
            found = answer.json(self.server.who, constants=True)
        except NoAnswer:
            found = None
        if status == 200 and isinstance(found, dict):
            return found
        if isinstance(found, dict) and isinstance(found.get("error_code"), str):
            code = told(found["error_code"], self.server, 60)
            said = f": {told(found['message'], self.server)}" if found.get("message") else ""
            advice = f"; {_ADVICE}" if status in {401, 403} else ""
            raise Refused(f"{who} answered with {status}, {code}{said}{advice}", code, silent=status == 401)
        what = "" if isinstance(found, dict) else " and something that is not MLflow's JSON"
        if status in {401, 403}:
            raise NoAnswer(f"{who} answered with {status}; {_ADVICE}", silent=True)
        advice = (
            "its version may not know this question, or the address lacks a prefix"
            if status == 404
            else "a proxy may stand before it"
        )
        raise NoAnswer(f"{who} answered with {status}{what}; {advice}", silent=status >= 500)


_ADVICE: Final = "look at the token, at `user`, and at what it may read"


def paged(
    ask_page: Callable[[str | None], Mapping[str, Any]], name: str, most: int
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The rows of all pages under a name, and a note if there were more; raises ``NoAnswer`` for another form.

    A token that comes again would lead round in a circle, as servers from 3.4 to 3.13 do if no number is asked for.
    """
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    token: str | None = None
    for _ in range(most):
        page = ask_page(token)
        found = page.get(name) or []
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise NoAnswer(f"The source answered with {name} in a form that is not MLflow's")
        rows += found
        token = page.get("next_page_token") or None
        if token is None:
            return rows, ()
        if not isinstance(token, str) or token in seen:
            return rows, (f"The source gave the same page of {name} again, so there may be more than {len(rows):,}.",)
        seen.add(token)
    return rows, (f"The source has more than {len(rows):,} {name}, of which no more were asked for.",)
