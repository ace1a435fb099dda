"""The gates of the guide, started as it shows them: without a session no file of the site is given."""

from __future__ import annotations

import base64
import re
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.acceptance.servers import APACHE, NGINX, Service, nginx, running
from tests.docs.documents import blocks, text_of

GUIDE = "docs/guides/who-may-read.md"
PUBLISHING = "docs/guides/publish-it.md"
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
    "postmortems/2026-03-01-x/chart.svg",
    "postmortems/2026-03-01-x/report.pdf",
    "postmortems/evidence/2026-03-01-x/latency.csv",
    "postmortems/evidence/2026-03-01-x/latency.json",
    "assets/search/index-0.js",
)
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
needs_apache = pytest.mark.skipif(
    APACHE is None or not (MODULES / "mod_auth_openidc.so").is_file(),
    reason="Apache with mod_auth_openidc is not installed",
)


def shown(guide: str, name: str) -> str:
    (text,) = [block.text for block in blocks(text_of(guide)) if block.title == f"{name}.conf"]
    return text


def configuration(name: str) -> str:
    return shown(GUIDE, f"gates/{name}")


def bare(server: str) -> str:
    return server


def with_downloads(server: str) -> str:
    """A server with the headers for downloads, each part where the guide puts it."""
    head, end = server.rstrip().removesuffix("}"), "}\n"
    return shown(PUBLISHING, "downloads/before-server") + head + shown(PUBLISHING, "downloads/in-server") + end


either_way = pytest.mark.parametrize("extended", [bare, with_downloads])


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


@pytest.fixture
def service() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def placed(text: str, site: Path, port: int) -> str:
    """A configuration with the folder and the port of the test."""
    here = text.replace("/srv/reviews/current", str(site)).replace("listen 8080", f"listen 127.0.0.1:{port}")
    assert here != text
    return here


@needs_nginx
@either_way
def test_a_password_file_opens_every_file_to_who_knows_it_and_none_to_others(
    site: Path, port: int, tmp_path: Path, extended: Callable[[str], str]
) -> None:
    users = tmp_path / "users"
    users.write_text("reader:{PLAIN}opensesame\n", "utf-8")
    text = placed(extended(configuration("password")), site, port).replace("/etc/nginx/reviews.htpasswd", str(users))
    known = base64.b64encode(b"reader:opensesame").decode()
    with running(nginx(tmp_path, text), port) as ask:
        for name in (*FILES, "no-such-page/"):
            assert ask(f"/{name}")[0] == 401, name
        for name in FILES:
            assert ask(f"/{name}", Authorization=f"Basic {known}")[:2] == (200, "closed"), name
        assert ask("/no-such-page/", Authorization=f"Basic {known}")[:2] == (404, "closed")


@needs_nginx
@either_way
def test_a_sign_on_service_is_asked_about_every_file(
    site: Path, port: int, service: str, tmp_path: Path, extended: Callable[[str], str]
) -> None:
    text = placed(extended(configuration("sign-on")), site, port).replace("sign-on.example.org:4180", service)
    with running(nginx(tmp_path, text), port) as ask:
        for name in (*FILES, "no-such-page/"):
            code, body, headers = ask(f"/{name}")
            assert (code, "closed" in body) == (302, False), name
            assert headers["Location"].endswith(f"/oauth2/start?rd=/{name}")
            assert ask(f"/{name}", Cookie="session=forged")[0] == 302
        for name in FILES:
            assert ask(f"/{name}", Cookie="session=known")[:2] == (200, "closed"), name
        assert ask("/no-such-page/", Cookie="session=known")[:2] == (404, "closed")
        assert ask("/oauth2/auth", Cookie="session=known")[0] == 404
        assert ask("/oauth2/start", Cookie="session=known")[0] == 202


@needs_nginx
@either_way
def test_a_sign_on_service_that_is_down_opens_nothing(
    site: Path, port: int, tmp_path: Path, extended: Callable[[str], str]
) -> None:
    text = placed(extended(configuration("sign-on")), site, port).replace("sign-on.example.org:4180", "127.0.0.1:1")
    with running(nginx(tmp_path, text), port) as ask:
        for name in FILES:
            assert (ask(f"/{name}", Cookie="session=known")[0], name) == (500, name)


@needs_nginx
def test_what_stands_beside_a_review_is_a_download_and_keeps_the_other_headers(
    site: Path, port: int, service: str, tmp_path: Path
) -> None:
    text = placed(with_downloads(configuration("sign-on")), site, port).replace("sign-on.example.org:4180", service)
    with running(nginx(tmp_path, text), port) as ask:
        answers = {name: ask(f"/{name}", Cookie="session=known")[2] for name in FILES}
    for headers in answers.values():
        assert headers["Cache-Control"] == "private, no-cache"
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["X-Content-Type-Options"] == "nosniff"
    beside = [name for name in FILES if name.startswith("postmortems/")]
    downloads = {name for name in beside if name.endswith((".pdf", ".csv", ".json"))}
    drawings = {name for name in beside if name.endswith(".svg")}
    assert {name for name, headers in answers.items() if headers["Content-Disposition"] == "attachment"} == downloads
    assert {name for name, headers in answers.items() if headers["Content-Security-Policy"]} == drawings


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
            code, body, headers = ask(f"/{name}", Accept="text/html")
            assert (code, body == "closed") == (302, False), name
            assert headers["Location"].startswith(f"http://{service}/ask?"), headers["Location"]
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
