"""A site in three engines: with the plugin, and from what `afterword render` writes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from afterword.rendering.document import anchors
from tests.acceptance.common import contents, made, reviews
from tests.acceptance.engines import ran, succeeded
from tests.made import REPOSITORY, begun
from tests.shared import linked, once

# What an engine says of itself; all else must be the same.
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')

RENDER = ("afterword", "render", "--for", "zensical")

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def pages(site: Path) -> dict[str, bytes]:
    """Every HTML page below a folder, without what the engine says of itself."""
    return {path: GENERATOR.sub(b"", raw) for path, raw in contents(site).items() if path.endswith(".html")}


def knowledge_base(folder: Path) -> Path:
    """What an organisation begins with, and those of our reviews that show more than words, with what they name."""
    begun(folder)
    ours = REPOSITORY / "postmortems"
    shutil.copytree(ours / "images", folder / "postmortems" / "images")
    shutil.copytree(ours / "evidence", folder / "postmortems" / "evidence")
    texts = {review.stem: review.read_text("utf-8") for review in ours.glob("*.md")}
    for name in with_named({name for name, text in texts.items() if "\n![" in text or "\n```" in text}, texts):
        shutil.copy(ours / f"{name}.md", folder / "postmortems")
    for pattern in (REPOSITORY / "docs" / "patterns").glob("*.md"):
        lines = pattern.read_text("utf-8").splitlines(keepends=True)
        told = "".join(line for line in lines if "](../postmortems/" not in line)
        (folder / "docs" / "patterns" / pattern.name).write_text(told, "utf-8")
    return folder


def with_named(names: set[str], texts: Mapping[str, str]) -> set[str]:
    """These reviews, those that they name, and so on."""
    more = names | {other for other in texts if any(other in texts[name] for name in names)}
    return names if more == names else with_named(more, texts)


@pytest.fixture
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with the site that `mkdocs build` makes of it, only to be read."""

    def make(folder: Path) -> None:
        succeeded("mkdocs", "build", "--strict", "-q", folder=knowledge_base(folder))

    return once(tmp_path_factory, "engines", make)


@pytest.fixture
def site(base: Path) -> Path:
    return base / "site"


def test_mkdocs_and_properdocs_build_the_same_site(base: Path, site: Path, tmp_path: Path) -> None:
    succeeded("properdocs", "build", "--strict", "-q", "-f", "mkdocs.yml", "-d", str(tmp_path / "site"), folder=base)
    by_mkdocs, by_properdocs = site, tmp_path / "site"
    first, second = contents(by_mkdocs), contents(by_properdocs)
    assert sorted(first) == sorted(second)
    assert pages(by_mkdocs) == pages(by_properdocs)
    ours = [path for path in first if path.startswith(("api/", "assets/", "feed.xml", "actions.ics"))]
    assert [first[path] for path in ours] == [second[path] for path in ours]
    for review in reviews(base):
        assert f"postmortems/{review.stem}/index.html" in first


@pytest.fixture
def rendered(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `afterword render` writes for Zensical, and what two engines make of it.

    Zensical builds `site`; MkDocs builds `plain` with no settings but a theme.
    """

    def make(folder: Path) -> None:
        succeeded(*RENDER, "--out", str(folder), folder=base)
        succeeded("zensical", "build", "--strict", "-f", "zensical.toml", folder=folder)
        plain = {"site_name": "Plain", "site_dir": "plain", "theme": {"name": "material", "font": False}}
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(plain), "utf-8")
        succeeded("mkdocs", "build", "-q", folder=folder)

    return once(tmp_path_factory, "rendered", make)


@dataclass
class Article:
    """The words of a page without white space, and its ids."""

    words: str
    ids: frozenset[str]


class _Reader(HTMLParser):
    """Reads what is shown; the mark beside a heading and the link to the source are a matter of the theme."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.ids: set[str] = set()
        self._hidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        aside = given.get("class") in ("headerlink", "aw-source") or (tag in ("div", "span") and "hidden" in given)
        if aside or (self._hidden and tag == self._hidden[0]):
            self._hidden.append(tag)
        self.ids.update(filter(None, [given.get("id")]))

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag == self._hidden[0]:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def article(page: bytes) -> Article:
    read = _Reader(page.decode().partition("<article")[2].partition(">")[2].partition("</article>")[0])
    return Article("".join("".join(read.words).split()), frozenset(read.ids))


@lru_cache(maxsize=1)
def ours(site: Path) -> dict[str, Article]:
    """What the plugin shows, read once for all engines."""
    return {path: article(raw) for path, raw in generated(site).items()}


def generated(site: Path) -> dict[str, bytes]:
    """The pages that are ours, and no page by hand."""
    return {path: raw for path, raw in pages(site).items() if not path.startswith(("how-we-review/", "404"))}


@pytest.mark.parametrize("engine", ["site", "plain"])
def test_zensical_and_a_plain_mkdocs_show_what_the_plugin_shows(engine: str, site: Path, rendered: Path) -> None:
    first = ours(site)
    second = {path: article(raw) for path, raw in generated(rendered / engine).items()}
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path].words != second[path].words] == []
    sections = {path: anchors(_html_of(rendered / "docs", path)) for path in first}
    assert sum(map(len, sections.values())) > len(sections)
    assert {path: gone for path, ids in sections.items() if (gone := ids - second[path].ids)} == {}


def _html_of(docs: Path, page: str) -> str:
    """The lines of a rendered page that are HTML."""
    source = page.removesuffix("/index.html") + ".md"
    file = docs / source if (docs / source).is_file() else docs / page.replace(".html", ".md")
    return "\n".join(line for line in file.read_text("utf-8").split("\n") if line.startswith("<"))


@pytest.mark.parametrize("engine", ["site", "plain"])
def test_every_engine_publishes_the_same_bytes_of_data(engine: str, site: Path, rendered: Path) -> None:
    first, second = contents(site), contents(rendered / engine)
    data = [path for path in first if path.startswith("api/") or path.endswith(("feed.xml", ".ics"))]
    assert {"api/v1/index.json", "feed.xml", "actions.ics", "patterns/silent-upstream-change/feed.xml"} < set(data)
    assert len(data) > 80
    assert [path for path in data if second.get(path) != first[path]] == []
    style = "assets/afterword/afterword.css"
    assert first[style].startswith(second[style])  # with MkDocs it draws icons of the theme too


def test_a_page_that_an_engine_left_out_is_found(base: Path, rendered: Path, tmp_path: Path) -> None:
    asked = (*RENDER, "--out", str(rendered), "--check")
    succeeded(*asked, str(rendered / "site"), folder=base)
    site = linked(rendered / "site", tmp_path / "site")
    (site / "models" / "index.html").unlink()
    (site / "api" / "v1" / "index.json").unlink()
    done = ran(*asked, str(site), folder=base)
    assert done.returncode == 1
    assert done.stdout == f"api/v1/index.json is missing from {site}\nmodels/index.md is missing from {site}\n"


def test_a_site_from_which_zensical_dropped_the_plugin_is_found(base: Path, rendered: Path, tmp_path: Path) -> None:
    dropped = shutil.copytree(base, tmp_path / "base", ignore=shutil.ignore_patterns("site"))
    succeeded("zensical", "build", folder=dropped)
    assert (dropped / "site" / "how-we-review" / "index.html").is_file()
    done = ran(*RENDER, "--out", str(rendered), "--check", str(dropped / "site"), folder=base)
    assert done.returncode == 1
    assert "… and" in done.stdout


def test_flat_addresses_lead_to_pages_that_an_engine_publishes_flat(tmp_path: Path) -> None:
    base, out = made(tmp_path / "base"), tmp_path / "out"
    asked = (*RENDER, "--flat-urls", "--root", str(base), "--as-of", "2027-01-01", "--out", str(out))
    succeeded(*asked, folder=tmp_path)
    succeeded("zensical", "build", "--strict", "-f", str(out / "zensical.toml"), folder=tmp_path)
    succeeded(*asked, "--check", str(out / "site"), folder=tmp_path)
    assert len(list((out / "site" / "postmortems").glob("20*.html"))) == len(reviews(base))
    broken = set()
    for page in (out / "site").rglob("*.html"):
        text = page.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        for href in re.findall(r'<a [^>]*href="([^"#?]+)', text):
            if "://" not in href and not (page.parent / href).is_file():
                broken.add((page.relative_to(out / "site").as_posix(), href))
    assert broken == set()


def test_zensical_would_refuse_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "zensical.toml").write_text('[project]\nsite_name = "Test"\n', "utf-8")
    (tmp_path / "docs" / "index.md").write_text("# Reviews\n\n[Here](index.md)\n", "utf-8")
    succeeded("zensical", "build", "--strict", folder=tmp_path)
    (tmp_path / "docs" / "index.md").write_text("# Reviews\n\n[Nowhere](postmortems/not-there.md)\n", "utf-8")
    done = ran("zensical", "build", "--strict", folder=tmp_path)
    assert done.returncode != 0
    assert "not-there.md" in COLOUR.sub("", done.stdout + done.stderr)
