"""The questions of readers, asked of the search of a built site in a real browser."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote_plus, urlsplit

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from bench.generate import REPOSITORY
from bench.serving import served

QUESTIONS: Final = REPOSITORY / "tests" / "search" / "questions.yaml"
FIRST: Final = 3
"""How many results a reader looks at."""

_ANSWERED: Final = "/found|No |name/.test(document.querySelector('.aw-result-count').textContent)"
_NEXT: Final = """asked => new Promise(done => {
    const pane = document.querySelector(".aw-results-pane");
    const watch = new MutationObserver(() => {
        if (!pane.hasAttribute("aria-busy")) { watch.disconnect(); done(); }
    });
    watch.observe(pane, { attributes: true });
    history.pushState(null, "", asked);
    dispatchEvent(new PopStateEvent("popstate"));
})"""
"""Ask another question by the address, as the buttons of the browser do: nothing is loaded again."""


@dataclass(frozen=True)
class Asked:
    """A question, the pages of which any one answers it, and the part of the set to which it belongs."""

    words: str
    finds: frozenset[str]
    part: str


def questions() -> list[Asked]:
    """The labelled questions."""
    parts: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    return [
        Asked(str(row["asks"]), frozenset(map(_page, row["finds"])), part)
        for part, rows in parts.items()
        for row in rows
    ]


def results(page: Page, site: str, words: str, more: str = "") -> list[str]:
    """The pages that a search shows first, by their addresses below the site; ``more`` is added to its address."""
    address = f"{site}search/?q={quote_plus(words)}{more}"
    if page.url.startswith(f"{site}search/?q="):
        page.evaluate(_NEXT, address)
    else:
        page.goto(address)
    page.wait_for_function(_ANSWERED)
    links = page.eval_on_selector_all(".aw-result .aw-title", "all => all.map(one => one.href)")
    return [urlsplit(link).path.removeprefix(urlsplit(site).path).strip("/") for link in links]


def missed(page: Page, site: str, asked: Iterable[Asked]) -> list[tuple[Asked, list[str]]]:
    """The questions without a right answer among the first results, each with these."""
    shown = ((one, results(page, site, one.words)[:FIRST]) for one in asked)
    return [(one, first) for one, first in shown if one.finds.isdisjoint(first)]


@contextmanager
def browsed(site: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address at which a folder is served."""
    found = subprocess.run([REPOSITORY / "scripts" / "ensure-browser"], capture_output=True, text=True, check=True)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield browser, address
        browser.close()


def _page(name: str) -> str:
    """The address of what a question finds: a page, or a review by its id."""
    return f"postmortems/{name}" if name[0].isdigit() else name
