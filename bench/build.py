"""Build the same reviews with plain mkdocs-material and with Afterword: ``python -m bench.build --counts 100 1000``.

Afterword builds three times: from nothing, again, and again after one review has changed. The others keep nothing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from bench.generate import REPOSITORY, generate
from bench.measure import Cost, run, table

EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", {"toc": {"permalink": True}}]
OWN_FOLDERS = ("docs", "postmortems")


def measure(count: int, seed: int, *, in_nav: bool) -> str:
    """Build ``count`` reviews in every way and give the table."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        base = Path(folder)
        generate(count, seed, base / "afterword")
        ways = {"mkdocs-material, reviews outside the nav": _plain(base, "outside", in_nav=False)}
        if in_nav:
            ways["mkdocs-material, reviews in the nav"] = _plain(base, "inside", in_nav=True)
        ways["Afterword"] = own_site(base)
        rows = [(name, *_build(home)) for name, home in ways.items()]
        rows.append(("Afterword again, nothing changed", *_build(ways["Afterword"])))
        _change_one(ways["Afterword"])
        rows.append((f"Afterword again, 1 of {count:,} changed", *_build(ways["Afterword"])))
    return table(f"Building {count:,} reviews", rows)


def ratios(count: int = 100) -> dict[str, float]:
    """What a build takes from nothing, and when one review has changed, against plain mkdocs-material."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        base = Path(folder)
        generate(count, 7, base / "afterword")
        plain = _plain(base, "outside", in_nav=False)
        home = own_site(base)
        peer = min(_build(plain)[0].processor for _ in range(2))
        cold = _build(home)[0].processor
        _change_one(home)
        return {"cold": cold / peer, "one_changed": _build(home)[0].processor / peer}


def _plain(base: Path, name: str, *, in_nav: bool) -> Path:
    """The reviews as ordinary pages, with a list of links in place of the pages that Afterword makes."""
    home, source = base / name, base / "afterword"
    for folder in ("postmortems", "patterns"):
        origin = source / "docs" / folder if folder == "patterns" else source / folder
        shutil.copytree(origin, home / "docs" / folder)
    ids = sorted(file.stem for file in (source / "postmortems").glob("*.md"))
    patterns = sorted(file.stem for file in (home / "docs" / "patterns").glob("*.md"))
    listed = [*(f"postmortems/{id_}.md" for id_ in ids), *(f"patterns/{id_}.md" for id_ in patterns)]
    links = "".join(f"- [{path}]({path})\n" for path in listed)
    (home / "docs" / "index.md").write_text(f"# Reviews\n\n{links}", "utf-8")
    config: dict[str, Any] = {"site_name": "Benchmark", "theme": {"name": "material"}, "plugins": ["search"]}
    config |= {"markdown_extensions": EXTENSIONS, "nav": ["index.md", *(listed if in_nav else ())]}
    config |= {"not_in_nav": "/postmortems/\n/patterns/\n"}
    (home / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    return home


def own_site(base: Path) -> Path:
    """The synthetic reviews of ``base/afterword`` in this repository's own site, guides and all."""
    home = base / "afterword"
    shutil.copy(REPOSITORY / "mkdocs.yml", home)
    for file in (REPOSITORY / "docs").iterdir():
        if file.name != "patterns":
            (shutil.copytree if file.is_dir() else shutil.copy)(file, home / "docs" / file.name)
    return home


def _change_one(home: Path) -> None:
    """A sentence more in the review in the middle."""
    reviews = sorted((home / "postmortems").glob("*.md"))
    with reviews[len(reviews) // 2].open("a", encoding="utf-8") as review:
        review.write("\nThe loader had no check of the shape of what it read.\n")


def _build(home: Path) -> tuple[Cost, str]:
    print(f"building {home.name} …", file=sys.stderr, flush=True)
    cost = run([sys.executable, "-m", "mkdocs", "build", "-q"], home)
    files = [file for file in (home / "site").rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    size = sum(file.stat().st_size for file in files) / 1_000_000
    shutil.rmtree(home / "site")
    return cost, f"{pages:,} pages, {size:.0f} MB"


def main() -> None:
    """Read the command line, measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.build", description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--in-nav", action="store_true", help="also with all reviews in the nav, which takes minutes")
    wanted = parser.parse_args()
    for count in wanted.counts:
        print(measure(count, wanted.seed, in_nav=wanted.in_nav), flush=True)


if __name__ == "__main__":
    main()
