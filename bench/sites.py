"""The sites that the benchmarks build: synthetic reviews, this repository, and the same with plain mkdocs-material."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import yaml

from bench.generate import REPOSITORY

EXTENSIONS: Final = ["admonition", "attr_list", "md_in_html", "tables", {"toc": {"permalink": True}}]
SENTENCE: Final = "The loader had no check of the shape of what it read."
_OURS: Final = "plugins:\n  - search\n  - afterword\n"


def own_site(base: Path) -> Path:
    """The synthetic reviews of ``base/afterword`` in this repository's own site, guides and all."""
    home = base / "afterword"
    shutil.copy(REPOSITORY / "mkdocs.yml", home)
    for file in (REPOSITORY / "docs").iterdir():
        if file.name != "patterns":
            (shutil.copytree if file.is_dir() else shutil.copy)(file, home / "docs" / file.name)
    return home


def without_index(home: Path) -> None:
    """Let a site of ours make no index of the search, neither ours nor Material's."""
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    if _OURS not in config:
        raise ValueError(f"mkdocs.yml has no {_OURS!r}")
    (home / "mkdocs.yml").write_text(
        config.replace(_OURS, "plugins:\n  - afterword:\n      search: material\n"), "utf-8"
    )


def own_repository(home: Path) -> Path:
    """A copy of this repository's knowledge base, in which a review can be changed."""
    for name in ("docs", "postmortems", "schema"):
        shutil.copytree(REPOSITORY / name, home / name)
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, home)
    return home


def plain_site(base: Path, name: str, *, in_nav: bool) -> Path:
    """The reviews of ``base/afterword`` as ordinary pages of ``base/name``, with a list of links as the first page."""
    home, source = base / name, base / "afterword"
    for folder in ("postmortems", "patterns"):
        origin = source / "docs" / folder if folder == "patterns" else source / folder
        shutil.copytree(origin, home / "docs" / folder)
    ids = sorted(file.stem for file in (source / "postmortems").glob("*.md"))
    patterns = sorted(file.stem for file in (home / "docs" / "patterns").glob("*.md"))
    _finish(home, [*(f"postmortems/{id_}.md" for id_ in ids), *(f"patterns/{id_}.md" for id_ in patterns)], in_nav)
    return home


def plain_pages(home: Path, source: Path, pages: int) -> Path:
    """As many ordinary pages as ``pages`` says, the list of links included, each with a narrative of ``source``.

    The narratives are taken in turn; the first page of each has the name of its review.
    """
    reviews = sorted((source / "postmortems").glob("*.md"))
    (home / "docs" / "postmortems").mkdir(parents=True)
    listed = []
    for number in range(pages - 1):
        turn, index = divmod(number, len(reviews))
        name = f"{reviews[index].stem}-{turn}.md" if turn else reviews[index].name
        _, _, narrative = reviews[index].read_text("utf-8").split("---\n", 2)
        (home / "docs" / "postmortems" / name).write_text(f"# {reviews[index].stem}\n\n{narrative}", "utf-8")
        listed.append(f"postmortems/{name}")
    _finish(home, listed, in_nav=False)
    return home


def change_one(reviews: Path, sentence: str = SENTENCE) -> Path:
    """Write a sentence more into the review in the middle of a folder, and give its file."""
    files = sorted(reviews.glob("*.md"))
    with files[len(files) // 2].open("a", encoding="utf-8") as review:
        review.write(f"\n{sentence}\n")
    return files[len(files) // 2]


def _finish(home: Path, listed: Iterable[str], in_nav: bool) -> None:
    links = "".join(f"- [{path}]({path})\n" for path in listed)
    (home / "docs" / "index.md").write_text(f"# Reviews\n\n{links}", "utf-8")
    config: dict[str, Any] = {"site_name": "Benchmark", "theme": {"name": "material"}, "plugins": ["search"]}
    config |= {"markdown_extensions": EXTENSIONS, "nav": ["index.md", *(listed if in_nav else ())]}
    config |= {"not_in_nav": "/postmortems/\n/patterns/\n"}
    (home / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
