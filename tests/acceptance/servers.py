"""Servers of others, started by a test with a configuration of its own."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
APACHE = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PATIENCE = 300
"""So many seconds are waited only for what never comes."""


class Service(BaseHTTPRequestHandler):
    """Answers as a sign-on service does, and as an identity provider that is asked for its addresses."""

    def do_GET(self) -> None:
        home = f"http://{self.headers['Host']}"
        if self.path.startswith("/.well-known"):
            said = (
                f'{{"issuer": "{home}", "authorization_endpoint": "{home}/ask", "token_endpoint": "{home}/token", '
                f'"jwks_uri": "{home}/keys", "response_types_supported": ["code"], "subject_types_supported": '
                '["public"], "id_token_signing_alg_values_supported": ["RS256"]}'
            )
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(said.encode())
            return
        self.send_response(202 if "session=known" in self.headers.get("Cookie", "") else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing is logged."""


Answer = tuple[int, str, Message]


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[Callable[..., Answer]]:
    """A server, once it listens, and a function that asks it for a path."""
    done = subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True)
    try:
        while done.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
                break
            except ConnectionRefusedError:
                continue
        assert done.poll() is None, done.stderr.read() if done.stderr else ""
        yield lambda path, **headers: _ask(port, path, headers)
    finally:
        done.terminate()
        done.wait()
        if done.stderr:
            done.stderr.close()


def _ask(port: int, path: str, headers: dict[str, str]) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, answer.headers


def nginx(folder: Path, server: str) -> list[str]:
    whole = folder / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {folder}/t;" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(f"events {{}}\nhttp {{ access_log off; {temporary}\n{server}\n}}\n", "utf-8")
    options = f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;"
    return [str(NGINX), "-p", str(folder), "-c", str(whole), "-g", options]
