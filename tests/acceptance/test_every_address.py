"""Every address in every file of a site leads to something, whatever changes the addresses of a site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from afterword.cli.digest import digest
from afterword.cli.render import render
from tests.acceptance.engines import succeeded
from tests.made import REPOSITORY, begun
from tests.shared import once, own_site
from tests.walk import Walk

# The site of this repository is built in a process of its own, with every rule.
pytestmark = pytest.mark.usefixtures("few_rules")

BELOW = "https://reviews.example.org/kb/"
VERSION = "https://reviews.example.org/kb/1.2/"
FLAT = "use_directory_urls: false"
OFFLINE = ("plugins:", "  - search", "  - offline", "  - afterword")

SETTINGS = {
    "folders": ("", ()),
    "files": ("", (FLAT,)),
    "offline": ("", OFFLINE),
    "below a path": (BELOW, ()),
    "below a version": (VERSION, ()),
    "files below a version": (VERSION, (FLAT,)),
    "without a slash at the end": (BELOW, ("site_url: https://reviews.example.org/kb",)),
    "offline below a path": (BELOW, OFFLINE),
    "the search of the theme": (BELOW, ("plugins:", "  - search", "  - afterword: {search: material}")),
    "files with the search of the theme": ("", (FLAT, "plugins:", "  - search", "  - afterword: {search: material}")),
    "another theme": (BELOW, ("theme:", "  name: mkdocs")),
    "files in another theme": (BELOW, (FLAT, "theme:", "  name: mkdocs")),
}

NAMED = """\
related:
  - {id: 2025-01-07-canary-stops-shifted-demand-model, relation: see-also}
diagnosis:
  evidence:
    - {kind: data, what: The rows of that day, file: files/rows.csv}
patterns: [silent-upstream-change, unmonitored-distribution-shift]
"""
OPEN = """\
  - id: A3
    area: detection
    outcome: monitoring
    title: The share of empty prices has a threshold
    owner: pricing
    due: 2027-12-01
    status: open
    tracker: https://tracker.example.org/browse/OPS-1
feeds:
"""
STORY = """
It doubled, as [before](2025-01-07-canary-stops-shifted-demand-model.md#what-happened), see [below](#what-it-teaches).
The [pattern](../patterns/silent-upstream-change.md), the [rows](files/rows.csv), and <https://other.example.org/>.

![A drawing](files/drawing.svg)

```mermaid
flowchart LR
  a --> b
```
"""
MODELS = """\
models:
  - {name: Größe & Mass, owner: pricing}
  - {name: Index}
"""


def knowledge_base(base: Path) -> Path:
    """A small knowledge base that has something of everything that names an address."""
    begun(base)
    home = base / "postmortems"
    first, second = sorted(home.glob("*.md"))
    text = second.read_text("utf-8").replace("patterns: [silent-upstream-change]\n", NAMED)
    text = text.replace("feeds:\n", OPEN).replace("models:\n", MODELS)
    second.write_text(text.replace("## Why it", f"{STORY}\n## Why it", 1), "utf-8")
    (home / "files").mkdir()
    (home / "files" / "rows.csv").write_text("day,rows\n2025-06-01,0\n", "utf-8")
    (home / "files" / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    for number in range(8):
        year, severity = 2023 + number % 2, number % 3 + 1
        again = (
            first.read_text("utf-8").replace("2025-", f"{year}-").replace("severity: sev3", f"severity: sev{severity}")
        )
        (home / f"{year}-01-07-again-{number}.md").write_text(again, "utf-8")
    return base


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "every-address", knowledge_base)


def all_lead_somewhere(site: Path, address: str = "") -> None:
    walk = Walk(site, address)
    assert walk.dead() == []
    assert len(walk.named) > 1_000


def published(home: Path, *more: str) -> Path:
    """The site of a folder with other settings on top of its own, built in this process: the next begins warm."""
    (home / "other.yml").write_text("\n".join(("INHERIT: mkdocs.yml", *more)) + "\n", "utf-8")
    config = load_config(str(home / "other.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return home / "site"


@pytest.mark.parametrize("name", SETTINGS)
def test_every_address_of_every_file_leads_to_something(
    name: str, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    address, more = SETTINGS[name]
    if address and not any(line.startswith("site_url") for line in more):
        more = (f"site_url: {address}", *more)
    home = shutil.copytree(base, tmp_path / "kb")
    all_lead_somewhere(published(home, *more), address)


def test_every_address_of_the_site_of_this_repository_leads_to_something(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = own_site(tmp_path_factory)
    all_lead_somewhere(site, str(yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text("utf-8")).get("site_url") or ""))


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("address", ["", VERSION])
@pytest.mark.parametrize("engine", ["zensical", "mkdocs"])
def test_the_same_holds_for_what_another_engine_makes_of_the_rendered_files(
    engine: str, address: str, flat: bool, base: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out" if engine == "zensical" else tmp_path / "out" / "docs"
    asked = [
        "--root",
        str(base),
        "--out",
        str(out),
        *["--flat-urls"] * flat,
        *["--for", "zensical"] * (out.name == "out"),
    ]
    done = CliRunner().invoke(render, [*asked, *(["--site-url", address] if address else [])])
    assert done.exit_code == 0, done.output
    settings = {"site_name": "T", "site_url": address, "use_directory_urls": not flat, "theme": {"name": "mkdocs"}}
    (tmp_path / "out" / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    configuration = "zensical.toml" if engine == "zensical" else "mkdocs.yml"
    succeeded(engine, "build", "-f", str(tmp_path / "out" / configuration), folder=tmp_path)
    all_lead_somewhere(tmp_path / "out" / "site", address)


def test_a_digest_links_to_pages_as_the_site_writes_them(base: Path) -> None:
    asked = ["--root", str(base), "--since", "2024-12-31", "--until", "2025-12-31", "--site-url", BELOW]
    for more, ending in (((), "/"), (("--flat-urls",), ".html")):
        told = CliRunner().invoke(digest, [*asked, *more, "--include-illustrative", "--as-of", "2026-01-01"]).output
        links = re.findall(r"\]\((https:[^)]+)\)", told)
        assert links
        assert {
            link.removeprefix(BELOW + "postmortems/").removeprefix("2025-03-10-ranker-reads-empty-prices")
            for link in links
            if "ranker" in link
        } == {ending}
