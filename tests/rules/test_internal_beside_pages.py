"""What is published beside the pages names no internal review, in whatever file and however that gets to the site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.check import check, told
from afterword.diagnostics import Severity
from afterword.reporters import REPORTERS
from afterword.settings import load_settings
from tests.knowledge import AS_OF, PATTERN_PAGE, Base, page
from tests.rules.mixed import CODE, INTERNAL, PUBLIC, SETTINGS, SHOWN, found, mixed_in, places


@pytest.fixture
def mixed(base: Base) -> Base:
    return mixed_in(base)


OTHERS = {
    "docs/patterns/evaluation-blind-spot.md": f"{PATTERN_PAGE}\nAs [here](../postmortems/{INTERNAL}.md).\n",
    "docs/how-we-review.md": f"# Guide\n\nAs [here](../postmortems/{INTERNAL}.md).\n",
    "docs/deep/guide.md": "# Guide\n\nSee [the chart](../postmortems/images/chart.svg).\n",
    "docs/data.json": f'{{"id": "{INTERNAL}"}}',
    f"docs/about-{INTERNAL}.md": "# About it\n",
    f"docs/{INTERNAL}.png": "\0",
    f"docs/patterns/{INTERNAL}.md": PATTERN_PAGE,
    "mkdocs.yml": f"nav:\n  - Secret: postmortems/{INTERNAL}.md\n",
    "properdocs.yml": f"nav:\n  - Secret: postmortems/{INTERNAL}.md\n",
}


@pytest.mark.parametrize("path", OTHERS)
def test_what_is_published_beside_the_reviews_names_it_neither(mixed: Base, path: str) -> None:
    mixed.write(path, OTHERS[path])
    assert [one for one, _ in places(mixed)] == [path]
    done = mixed.call("check")
    assert (done.returncode, path in done.stdout) == (1, True)


def test_a_page_of_an_inherited_folder_outside_of_the_root_names_it_neither(mixed: Base) -> None:
    mixed.write("mkdocs.yml", "INHERIT: all.yml\n")
    mixed.write("all.yml", "docs_dir: ../our pages\n")
    mixed.write("../our pages/guide.md", f"See {INTERNAL}.\n")
    assert places(mixed) == [("../our pages/guide.md", 1)]


def test_what_a_configuration_inherits_names_it_neither(mixed: Base) -> None:
    mixed.write("mkdocs.yml", "INHERIT: base.yml\n")
    mixed.write("base.yml", f"INHERIT: parts/more.yml\ncopyright: see {INTERNAL}\n")
    mixed.write("parts/more.yml", f"extra:\n  note: {INTERNAL}\n")
    assert places(mixed) == [("base.yml", 2), ("parts/more.yml", 2)]


def test_the_templates_that_a_configuration_adds_name_it_neither(mixed: Base) -> None:
    mixed.write("mkdocs.yml", "theme:\n  name: material\n  custom_dir: 'our templates'  # ours\n")
    mixed.write("our templates/partials/footer.html", f"<p>After {INTERNAL}\n")
    assert places(mixed) == [("our templates/partials/footer.html", 1)]


def test_the_configuration_in_use_names_it_neither_whatever_its_name(mixed: Base) -> None:
    mixed.write("public.yml", f"INHERIT: all.yml\nextra: {{note: {INTERNAL}}}\n")
    mixed.write("all.yml", "docs_dir: other pages\n")
    mixed.write("other pages/guide.md", f"See {INTERNAL}.\n")
    assert places(mixed) == []
    settings = replace(load_settings(mixed.root), configuration=mixed.root / "public.yml")
    found = [one.path for one in check(settings, AS_OF).diagnostics if one.code == CODE]
    assert found == ["other pages/guide.md", "public.yml"]


def test_what_a_link_in_the_docs_folder_leads_to_names_it_neither(mixed: Base) -> None:
    mixed.write("elsewhere/linked.md", f"See {INTERNAL}.\n")
    mixed.write("elsewhere/deep/data.txt", f"{INTERNAL}\n")
    (mixed.root / "docs/page.md").symlink_to("../elsewhere/linked.md")
    (mixed.root / "docs/folder").symlink_to("../elsewhere/deep")
    (mixed.root / "elsewhere/deep/again").symlink_to("../../docs")
    (mixed.root / "docs/gone.md").symlink_to("nowhere.md")
    assert places(mixed) == [("docs/folder/data.txt", 1), ("docs/page.md", 1)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        ("x\n" * 600_000 + f"{INTERNAL}\n").encode(),
        f"Über {INTERNAL}\n".encode("latin-1"),
        f"{INTERNAL}\n".encode("utf-16"),
        f"{INTERNAL}\n".encode("utf-16-be"),
        b"\x89PNG\0\xfftEXtTitle\0" + INTERNAL.encode(),
    ],
    ids=["long", "latin-1", "UTF-16", "UTF-16 without a mark", "binary"],
)
def test_a_name_is_found_in_a_file_of_any_encoding_and_of_more_than_a_review_may_have(
    content: bytes, mixed: Base
) -> None:
    (mixed.root / "docs/old.html").write_bytes(content)
    assert [path for path, _ in places(mixed)] == ["docs/old.html"]


def test_a_text_that_is_too_large_to_be_searched_is_a_problem_and_a_film_is_none(mixed: Base) -> None:
    mixed.write("pyproject.toml", f"{SETTINGS}[tool.afterword.limits]\nattachment_bytes = 100\n")
    mixed.write("docs/large.md", "x " * 100)
    mixed.write("docs/film.mp4", "\0" * 200)
    (told_,) = found(mixed)
    assert (told_.path, told_.severity) == ("docs/large.md", Severity.ERROR)
    assert told_.message == "The file is too large to be searched for internal reviews: 200 bytes"
    assert told_.help.startswith("The limit is 100; raise it with `attachment_bytes`")


ATTACHMENTS = {
    "d.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{INTERNAL}</title></svg>',
    "t.csv": f"id,count\n{INTERNAL},1\n",
    "notes.txt": f"As in {INTERNAL}.\n",
}


@pytest.mark.parametrize("name", ATTACHMENTS)
def test_a_file_that_a_public_review_shows_names_it_neither(name: str, mixed: Base) -> None:
    mixed.write(f"postmortems/files/{name}", ATTACHMENTS[name])
    assert places(mixed) == []  # it is not published
    mixed.write(SHOWN, page(PUBLIC, f"## What happened\n\nSee [this](files/{name}).\n"))
    assert [path for path, _ in places(mixed)] == [f"postmortems/files/{name}"]


@pytest.mark.parametrize("path", [path for path in OTHERS if INTERNAL in path])
def test_a_file_that_bears_its_name_is_counted_and_not_named_to_the_public(mixed: Base, path: str) -> None:
    mixed.write(path, OTHERS[path])
    report = told(mixed.report(), AS_OF)
    assert report.rejected
    assert [name for name, write in REPORTERS.items() if "secret-ranker" in write(report)] == []
