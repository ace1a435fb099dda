"""A request to a tracker over HTTP: bounded in time, size, tries and redirects, and answered with JSON or an error.

A token is sent only to the address that the settings allow: a redirect to another host is refused, and one within the
host is followed without the token. No message repeats a token or the content of an answer.
"""

from __future__ import annotations

import http.client
import json
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from afterword import __version__
from afterword.trackers.ticket import NoAnswer, unexpected

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_PART: Final = 64 * 1024


@dataclass(frozen=True)
class Bounds:
    """Limits of one request: seconds, bytes of the answer, tries, and redirects within the host."""

    connect: float = 10
    total: float = 30
    size: int = 10 * 1024 * 1024
    tries: int = 3
    hops: int = 3
    longest_wait: float = 10


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(url: str, headers: Mapping[str, str], bounds: Bounds | None = None) -> Mapping[str, Any]:
    """The JSON object at a URL; raises ``NoAnswer`` for everything else."""
    bounds = bounds or Bounds()
    # DNS and reading the headers have no total timeout, so the work runs in a thread that is waited for.
    return _within(bounds.total, lambda: _parsed(_tried(url, headers, bounds)))


def _within(seconds: float, work: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    done: queue.SimpleQueue[Mapping[str, Any] | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except Exception as error:  # noqa: BLE001  # raised again in the waiting thread
            done.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        answer = done.get(timeout=seconds)
    except queue.Empty:
        raise NoAnswer(f"The tracker did not answer within {seconds:g} seconds", silent=True) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _tried(url: str, headers: Mapping[str, str], bounds: Bounds) -> _Answer:
    for number in range(1, bounds.tries + 1):
        answer = _followed(url, headers, bounds)
        limited = answer.status == 403 and ("retry-after" in answer.headers or _spent(answer))
        if answer.status not in _AGAIN and not limited:
            return answer
        wait = _wait(answer, number)
        if wait > bounds.longest_wait:
            raise NoAnswer(f"The tracker is limiting requests; try again in {wait:.0f} s", silent=True)
        if number < bounds.tries:
            time.sleep(wait)
    raise NoAnswer(f"The tracker answered with {answer.status} {bounds.tries} times", silent=True)


def _spent(answer: _Answer) -> bool:
    return answer.headers.get("x-ratelimit-remaining") == "0"


def _wait(answer: _Answer, number: int) -> float:
    named = answer.headers.get("retry-after", "")
    if named.isascii() and named.isdigit():
        return float(named[:9])
    # A rate limit is reset every hour.
    return 3600 if _spent(answer) else float(2 ** (number - 1))


def _followed(url: str, headers: Mapping[str, str], bounds: Bounds) -> _Answer:
    for _ in range(bounds.hops + 1):
        answer = _once(url, headers, bounds)
        if answer.status not in _MOVED:
            return answer
        target = _joined(url, answer.headers.get("location", ""))
        if _origin(target) != _origin(url):
            raise NoAnswer("The tracker redirects to another host, which is not allowed")
        url, headers = target, {name: value for name, value in headers.items() if name == "Accept"}
    raise NoAnswer("The tracker redirects too often")


def _joined(url: str, location: str) -> str:
    """The target of a redirect; empty if it is not a URL."""
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def _once(url: str, headers: Mapping[str, str], bounds: Bounds) -> _Answer:
    request = Request(url, headers={**headers, "Accept-Encoding": "identity", "User-Agent": f"afterword/{__version__}"})  # noqa: S310  # the scheme is that of the settings
    opener = OpenerDirector()
    # Only HTTP: statuses and redirects are handled here.
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    deadline = time.monotonic() + bounds.total
    try:
        with opener.open(request, timeout=bounds.connect) as response:
            named = {name.lower(): value for name, value in response.headers.items()}
            return _Answer(response.status, named, _body(response, bounds, deadline))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(f"The tracker cannot be reached: {_reason(error)}", silent=True) from None


def _body(response: http.client.HTTPResponse, bounds: Bounds, deadline: float) -> bytes:
    parts, size = [], 0
    while part := response.read1(_PART):
        size += len(part)
        if size > bounds.size:
            raise NoAnswer(f"The answer of the tracker is larger than {bounds.size:,} bytes")
        if time.monotonic() > deadline:
            raise NoAnswer(f"The tracker did not answer within {bounds.total:g} seconds", silent=True)
        parts.append(part)
    return b"".join(parts)


def _reason(error: Exception) -> str:
    """The reason in the words of the system: those of a library could repeat a header with the token."""
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return "the connection timed out"
    reason = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None)
    return str(reason).lower() if reason else type(cause).__name__


def _parsed(answer: _Answer) -> Mapping[str, Any]:
    if answer.status in {401, 403}:
        raise NoAnswer(f"Access denied ({answer.status}): check the token")
    if answer.status in {404, 410}:
        raise NoAnswer(f"Ticket not found ({answer.status}); check its URL, and whether the token may read it")
    if answer.status != 200:
        raise NoAnswer(f"The tracker answered with {answer.status}")
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        raise unexpected("it is compressed")
    try:
        data = json.loads(answer.body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise unexpected("it is not JSON") from None
    if not isinstance(data, dict):
        raise unexpected("it is not a JSON object")
    return data


def _no_number(name: str) -> float:
    raise ValueError(name)
