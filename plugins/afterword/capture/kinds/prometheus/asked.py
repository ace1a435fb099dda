"""Questions to a server with Prometheus' interface, and what is wrong with an answer that is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from afterword.capture.told import told
from afterword.http import Answer, NoAnswer, Server, ask

API: Final = "/api/v1"
_JSON: Final = {"Accept": "application/json"}
_FORM: Final = {**_JSON, "Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Talk:
    """The questions of one capture, counted; ``rules`` are the alert rules, by name, once they were asked for."""

    server: Server
    requests: int = 0
    rules: list[tuple[str, str]] | None = None

    def get(self, path: str, **fields: str) -> dict[str, Any]:
        """The whole answer to a GET below ``/api/v1``; raises ``NoAnswer``."""
        return self._read(self.raw(f"{path}?{urlencode(fields)}" if fields else path))

    def post(self, path: str, fields: Mapping[str, object]) -> dict[str, Any]:
        """The whole answer to a POST of a form, since queries can be long; raises ``NoAnswer``."""
        answer = self.raw(path, urlencode(fields).encode())
        if answer.status == 405:  # some proxies let nothing through but GET
            answer = self.raw(f"{path}?{urlencode(fields)}")
        return self._read(answer)

    def raw(self, path: str, body: bytes | None = None) -> Answer:
        """Whatever is answered, also by a server that was broken to the end."""
        self.requests += 1
        address = f"{self.server.url.removesuffix(API)}{API}/{path}"
        try:
            return ask(self.server, address, body, _JSON if body is None else _FORM)
        except NoAnswer as error:
            if error.answer is None or error.why == "limited":
                raise
            return error.answer

    def _read(self, answer: Answer) -> dict[str, Any]:
        who = self.server.subject
        broken = answer.status >= 500
        try:
            found = answer.json(self.server.who)
        except NoAnswer:
            what = "a page of HTML" if _is_html(answer) else "something that is not JSON"
            raise NoAnswer(
                f"{who} answered with {answer.status} and {what}; {_advice(answer.status)}", silent=broken
            ) from None
        if isinstance(found, dict) and found.get("status") == "success":
            return found
        kind, said = _error(found, self.server)
        if answer.status in {401, 403}:
            raise NoAnswer(f"{who} answered with {answer.status}{said}; {_advice(answer.status)}", silent=True)
        if kind:
            raise NoAnswer(f"{who} answered with {answer.status}, {kind}{said}")
        raise NoAnswer(f"{who} answered with {answer.status}{said}; {_advice(answer.status)}", silent=broken)


def _error(found: Any, server: Server) -> tuple[str, str]:
    """The type of an error, and what is said of it; empty where there is none."""
    if not isinstance(found, dict):
        return "", ""
    kind = found.get("errorType", "") if found.get("status") == "error" else ""
    said = told(found.get("error") or found.get("message") or "", server)
    return told(kind, server, 40), f": {said}" if said else ""


def _advice(status: int) -> str:
    match status:
        case 401 | 403:
            return "look at the token, at `user`, and at what it may read"
        case 404:
            return "the address may lack a prefix: /prometheus, or behind Grafana /api/datasources/proxy/uid/ and an id"
        case _ if status >= 500:
            return "a proxy before it may not reach it"
        case _:
            return "a proxy or a page to log in may stand before it"


def _is_html(answer: Answer) -> bool:
    return "html" in answer.headers.get("content-type", "") or answer.body.lstrip()[:1] == b"<"
