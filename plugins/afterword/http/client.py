"""A request over HTTP: bounded in time, size, tries and redirects, and answered with bytes or an error.

A token is sent only to the server that the settings name: a redirect to another host is refused, and one within the
host is followed without the token, or refused where the answer would be that for somebody else. No message repeats a
token or the content of an answer.
"""

from __future__ import annotations

import http.client
import queue
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple
from urllib.request import AbstractHTTPHandler, HTTPHandler, OpenerDirector, ProxyHandler, Request

from afterword import __version__
from afterword.http.answer import Answer, NoAnswer
from afterword.http.body import read_body
from afterword.http.limits import asks_again, wait_before
from afterword.http.redirects import elsewhere, joined, moved, origin

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_OF_ANYONE: Final = frozenset({"Accept", "Content-Type"})
"""The headers that go along with a redirect."""


class Bounds(NamedTuple):
    """Limits of one request: seconds, bytes of the decompressed answer, tries, and redirects within the host."""

    connect: float = 10
    total: float = 30
    size: int = 10 * 1024 * 1024
    tries: int = 3
    hops: int = 3
    longest_wait: float = 10


@dataclass(frozen=True)
class Server:
    """A server that the settings name: ``who`` as messages call it, and what every request to it carries.

    ``headers`` hold the token, so they are in no ``repr``. ``ca_file`` has the certificates of a private authority.
    ``personal`` means that no redirect is followed that would lose them: it could end at the numbers of another tenant.
    """

    who: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    ca_file: Path | None = None
    bounds: Bounds = field(default_factory=Bounds)
    personal: bool = False

    @property
    def subject(self) -> str:
        """Its name at the beginning of a sentence."""
        return f"{self.who[0].upper()}{self.who[1:]}"


def ask(server: Server, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """Whatever the server answers to a GET, or to a POST of a body; the address must be on the same host.

    Raises ``NoAnswer`` if it cannot be reached, is too slow, answers too much, or is busy after all tries.
    """
    if origin(url) != origin(server.url):
        raise NoAnswer(f"{server.subject} is not at that address, so nothing is sent there")
    sent = {**server.headers, **(headers or {})}
    # DNS and reading the headers have no total timeout, so the work runs in a thread that is waited for.
    return _within(server, lambda: _tried(server, url, body, sent))


def _within(server: Server, work: Callable[[], Answer]) -> Answer:
    done: queue.SimpleQueue[Answer | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except Exception as error:  # noqa: BLE001  # raised again in the waiting thread
            done.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        answer = done.get(timeout=server.bounds.total)
    except queue.Empty:
        told = f"{server.subject} did not answer within {server.bounds.total:g} seconds"
        raise NoAnswer(told, silent=True, why="slow") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _tried(server: Server, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    bounds = server.bounds
    for number in range(1, bounds.tries + 1):
        answer = _followed(server, url, body, headers)
        if not asks_again(answer):
            return answer
        wait = wait_before(answer, number)
        if wait > bounds.longest_wait:
            again = f"try again in {wait:.0f} s"
            raise NoAnswer(f"{server.subject} is limiting requests; {again}", silent=True, why="limited")
        if number < bounds.tries:
            time.sleep(wait)
    why = "limited" if answer.status < 500 else "broken"
    told = f"{server.subject} answered with {answer.status} {bounds.tries} times"
    raise NoAnswer(told, silent=True, why=why, answer=answer)


def _followed(server: Server, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    for hop in range(server.bounds.hops + 1):
        answer = _once(server, url, body, headers)
        if answer.status not in _MOVED:
            return answer._replace(moved=url if hop else "")
        target = joined(url, answer.headers.get("location", ""))
        if origin(target) != origin(url):
            raise NoAnswer(f"{server.subject} {elsewhere(url, target)}")
        if server.personal and not headers.keys() <= _OF_ANYONE:
            raise NoAnswer(f"{server.subject} {moved(server.url, url, target)}", silent=True)
        body = None if answer.status == 303 else body
        url, headers = target, {name: value for name, value in headers.items() if name in _OF_ANYONE}
    raise NoAnswer(f"{server.subject} redirects too often")


def _once(server: Server, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    always = {"Accept-Encoding": "gzip", "User-Agent": f"afterword/{__version__}"}
    request = Request(url, body, {**headers, **always})  # noqa: S310  # the scheme is that of the settings
    opener = OpenerDirector()
    try:
        # Only HTTP: statuses and redirects are handled here.
        for handler in (ProxyHandler(), HTTPHandler(), _Encrypted(server)):
            opener.add_handler(handler)
        deadline = time.monotonic() + server.bounds.total
        with opener.open(request, timeout=server.bounds.connect) as response:
            named = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, named, read_body(response, server.subject, server.bounds, deadline))
    except (OSError, http.client.HTTPException, ValueError) as error:
        told = f"{server.subject} cannot be reached: {_reason(error)}"
        raise NoAnswer(told, silent=True, why="slow" if isinstance(_cause(error), TimeoutError) else "") from None


class _Encrypted(AbstractHTTPHandler):
    """Speaks TLS. Reading the authorities of the system is dearer than a whole request without it, so it comes late."""

    https_request = AbstractHTTPHandler.do_request_

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server = server

    def https_open(self, request: Request) -> http.client.HTTPResponse:
        return self.do_open(http.client.HTTPSConnection, request, context=_trusting(self._server))


def _trusting(server: Server) -> ssl.SSLContext:
    if server.ca_file is None:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cafile=str(server.ca_file))
    except (ssl.SSLError, ValueError):
        told = f"The file {server.ca_file.name} holds no certificates that can be read; they must be in the form PEM"
        raise NoAnswer(told, silent=True) from None


def _cause(error: Exception) -> object:
    # An error of TLS has a word of its own by the name under which others have their cause.
    return error if isinstance(error, ssl.SSLError) else getattr(error, "reason", error)


def _reason(error: Exception) -> str:
    """The reason in the words of the system: those of a library could repeat a header with the token."""
    cause = _cause(error)
    if isinstance(cause, TimeoutError):
        return "the connection timed out"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {cause.verify_message.lower()}"
    if isinstance(cause, ssl.SSLError):
        return f"TLS does not work there: {(cause.reason or 'no reason is given').replace('_', ' ').lower()}"
    if isinstance(cause, ValueError):
        return "its address or a header cannot be sent; remove signs such as line breaks from its settings"
    reason = getattr(cause, "strerror", None)
    return str(reason).lower() if reason else type(cause).__name__
