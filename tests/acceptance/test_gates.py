"""The gates of the guide, started as it shows them: without a session no file of the site is given."""

from __future__ import annotations

import base64
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.docs.documents import blocks, text_of

GUIDE = "docs/guides/who-may-read.md"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
APACHE = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MODULES = Path("/usr/lib/apache2/modules")
FILES = (
    "index.html",
    "404.html",
    "feed.xml",
    "actions.ics",
    "sitemap.xml",
    "api/v1/postmortems.json",
    "postmortems/2026-03-01-x/index.html",
    "postmortems/2026-03-01-x/chart.png",
    "assets/search/index-0.js",
)
PATIENCE = 300
"""So many seconds are waited only for what never comes."""
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
needs_apache = pytest.mark.skipif(
    APACHE is None or not (MODULES / "mod_auth_openidc.so").is_file(),
    reason="Apache with mod_auth_openidc is not installed",
)


def configuration(name: str) -> str:
    (text,) = [block.text for block in blocks(text_of(GUIDE)) if block.title == f"gates/{name}.conf"]
    return text


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in FILES:
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("closed", "utf-8")
    return tmp_path / "site"


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


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


@pytest.fixture
def service() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[Callable[..., tuple[int, str, str]]]:
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


def _ask(port: int, path: str, headers: dict[str, str]) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, answer.getheader("Location", "")


def nginx(folder: Path, server: str) -> list[str]:
    whole = folder / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {folder}/t;" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(f"events {{}}\nhttp {{ access_log off; {temporary}\n{server}\n}}\n", "utf-8")
    options = f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;"
    return [str(NGINX), "-p", str(folder), "-c", str(whole), "-g", options]


def placed(text: str, site: Path, port: int) -> str:
    """A configuration with the folder and the port of the test."""
    here = text.replace("/srv/reviews/current", str(site)).replace("listen 8080", f"listen 127.0.0.1:{port}")
    assert here != text
    return here


@needs_nginx
def test_a_password_file_opens_every_file_to_who_knows_it_and_none_to_others(
    site: Path, port: int, tmp_path: Path
) -> None:
    users = tmp_path / "users"
    users.write_text("reader:{PLAIN}opensesame\n", "utf-8")
    text = placed(configuration("password"), site, port).replace("/etc/nginx/reviews.htpasswd", str(users))
    known = base64.b64encode(b"reader:opensesame").decode()
    with running(nginx(tmp_path, text), port) as ask:
        for name in (*FILES, "no-such-page/"):
            assert ask(f"/{name}")[0] == 401, name
        for name in FILES:
            assert ask(f"/{name}", Authorization=f"Basic {known}")[:2] == (200, "closed"), name
        assert ask("/no-such-page/", Authorization=f"Basic {known}")[:2] == (404, "closed")


@needs_nginx
def test_a_sign_on_service_is_asked_about_every_file(site: Path, port: int, service: str, tmp_path: Path) -> None:
    text = placed(configuration("sign-on"), site, port).replace("sign-on.example.org:4180", service)
    with running(nginx(tmp_path, text), port) as ask:
        for name in (*FILES, "no-such-page/"):
            code, body, to = ask(f"/{name}")
            assert (code, "closed" in body) == (302, False), name
            assert to.endswith(f"/oauth2/start?rd=/{name}")
            assert ask(f"/{name}", Cookie="session=forged")[0] == 302
        for name in FILES:
            assert ask(f"/{name}", Cookie="session=known")[:2] == (200, "closed"), name
        assert ask("/oauth2/auth", Cookie="session=known")[0] == 404


@needs_nginx
def test_a_sign_on_service_that_is_down_opens_nothing(site: Path, port: int, tmp_path: Path) -> None:
    text = placed(configuration("sign-on"), site, port).replace("sign-on.example.org:4180", "127.0.0.1:1")
    with running(nginx(tmp_path, text), port) as ask:
        for name in FILES:
            assert (ask(f"/{name}", Cookie="session=known")[0], name) == (500, name)


@needs_apache
def test_a_server_that_asks_the_provider_sends_who_has_no_session_there(
    site: Path, port: int, service: str, tmp_path: Path
) -> None:
    modules = "mpm_event authn_core authz_core authz_user headers dir auth_openidc mime"
    there = [f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in modules.split()]
    text = configuration("provider").replace("/srv/reviews/current", str(site))
    text = text.replace("https://id.example.org", f"http://{service}").replace(
        "https://reviews.example.org", f"http://127.0.0.1:{port}"
    )
    own = f"ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {tmp_path}/pid\nErrorLog {tmp_path}/error.log\n"
    user = "User www-data\nGroup www-data\nTypesConfig /dev/null\nOIDCSSLValidateServer Off\n"
    conf = tmp_path / "apache.conf"
    conf.write_text(
        "\n".join(there) + f"\nServerRoot {tmp_path}\nDefaultRuntimeDir {tmp_path}\n{own}{user}{text}", "utf-8"
    )
    secrets = {"REVIEWS_CLIENT_SECRET": "x" * 32, "REVIEWS_COOKIE_SECRET": "y" * 32}
    # Apache serves as another user, who must be able to come to the folder.
    above = Path(tempfile.gettempdir())
    for folder in (site, *(each for each in site.parents if each.is_relative_to(above) and each != above)):
        folder.chmod(0o755)
    with running([str(APACHE), "-X", "-f", str(conf)], port, **secrets) as ask:
        for name in (*FILES, "no-such-page/"):
            code, body, to = ask(f"/{name}", Accept="text/html")
            assert (code, body == "closed") == (302, False), name
            assert to.startswith(f"http://{service}/ask?"), to
            assert ask(f"/{name}", Accept="text/html", Cookie="mod_auth_openidc_session=forged")[0] == 302


@needs_nginx
def test_the_log_that_counts_names_nobody(site: Path, port: int, tmp_path: Path) -> None:
    log = tmp_path / "counted.log"
    counted = configuration("counted").replace("/var/log/nginx/reviews.log", str(log))
    text = counted + f"server {{ listen 127.0.0.1:{port}; root {site}; index index.html; }}"
    command = nginx(tmp_path, text)
    whole = tmp_path / "nginx.conf"
    whole.write_text(whole.read_text("utf-8").replace("access_log off;", ""), "utf-8")
    with running(command, port) as ask:
        ask("/postmortems/2026-03-01-x/?who=me", Referer="https://wiki.example.org/", Cookie="session=me")
    (line,) = log.read_text("utf-8").splitlines()
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2} 200 /postmortems/2026-03-01-x/index\.html", line), line
