"""A server is asked only if an authority vouches for it: one of the system, or the private one of the settings."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from afterword.http import Bounds, NoAnswer, Server, ask
from afterword.settings import load_settings
from afterword.trackers import Access, locate
from afterword.trackers.ticket_location import ask_about

pytestmark = pytest.mark.slow

ONCE = Bounds(tries=1)


class Issue(BaseHTTPRequestHandler):
    """An issue of GitLab, at every address."""

    def do_GET(self) -> None:
        body = b'{"state": "opened"}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A server over TLS, whose certificate is its own authority and lies in ``authority.pem``."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500", "-subj", "/CN=127.0.0.1"]
    files = ["-keyout", "key.pem", "-out", "authority.pem", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, *files], cwd=folder, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "authority.pem", folder / "key.pem")
    server = HTTPServer(("127.0.0.1", 0), Issue)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_a_server_that_nobody_vouches_for_hears_no_token(tmp_path: Path) -> None:
    with serving(tmp_path) as base, pytest.raises(NoAnswer, match="cannot be reached"):
        ask(Server("the source", base, {"Authorization": "Bearer x"}, bounds=ONCE), f"{base}/")


def test_the_authority_of_the_settings_vouches_for_its_servers(tmp_path: Path) -> None:
    with serving(tmp_path) as base:
        server = Server("the source", base, ca_file=tmp_path / "authority.pem", bounds=ONCE)
        assert ask(server, f"{base}/").json("the source") == {"state": "opened"}


def test_trackers_are_asked_with_it_too(tmp_path: Path) -> None:
    with serving(tmp_path) as base:
        trackers = f'[tool.afterword.trackers]\n"{base}" = "gitlab"\n'
        (tmp_path / "pyproject.toml").write_text(f'[tool.afterword]\nca_file = "authority.pem"\n{trackers}', "utf-8")
        place = locate(f"{base}/team/app/-/issues/7", load_settings(tmp_path))
        assert place
        assert ask_about(place, Access({}, "GITLAB_TOKEN", has_token=False)).state == "open"
