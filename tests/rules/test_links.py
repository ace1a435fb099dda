"""A link is told on its line, with the reason, when the site has nothing at its target."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.house import PACKAGE
from tests.knowledge import DRAFT, EXAMPLE, PATTERN_PAGE, Base, page

BODY = "## What happened\n\n{}\n\n## A & B: *so* `it` goes_on\n\n## What happened\n"
PNG = b"\x89PNG"


def told(base: Base, text: str) -> list[tuple[str, int, str]]:
    base.write(EXAMPLE, page(DRAFT, BODY.format(text)))
    return [(found.code, found.span.line, f"{found.message}. {found.help}") for found in base.problems()]


def stored(base: Base, path: str, content: bytes = PNG) -> None:
    file = base.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


@pytest.mark.parametrize(
    "link",
    [
        *("[a](#what-happened)", "[a](#what-happened_1)", "[a](#a-b-so-it-goes_on)", "[a](#timeline)", "[a](#story)"),
        *(
            "[a](2025-01-01-example.md#what-happened)",
            "[a](../layers/index.md)",
            "[a](../layers/data.md)",
            "[a](../actions/index.md)",
            "[a](2025.md)",
        ),
        *("![a](images/a.png)", "![a](<images/b c.png>)", "![a](images/b%20c.png)", "![a](images/b c.png)"),
        *("[a](images/\u00fcber.csv)", "[a](images/u\u0308ber.csv)", "[a](images/%C3%BCber.csv)", "[a](beside.pdf)"),
        *(
            "[a](../guide.md#two)",
            "[a](../guide.md#own)",
            "[a](https://example.org/x.md#y)",
            "`[a](no.md)`",
            "[x]: no.md",
        ),
        "[14:02 UTC]: We saw the first alert.",
    ],
)
def test_a_link_to_what_the_site_has_is_fine(link: str, base: Base) -> None:
    for name in ("images/a.png", "images/b c.png", "images/\u00fcber.csv", "beside.pdf"):
        stored(base, f"postmortems/{name}")
    stored(base, "docs/guide.md", b"# One\n\n## Two\n\n## Three {#own}\n")
    assert told(base, link) == []


@pytest.mark.parametrize(
    ("template", "target"), [("review", ""), ("pattern", "../patterns/evaluation-blind-spot.md")], ids=str
)
def test_a_link_to_a_heading_that_the_site_makes_is_fine(template: str, target: str, base: Base) -> None:
    made = (PACKAGE / "templates" / f"{template}.html.j2").read_text("utf-8")
    ids = re.findall(r'heading\(\d, [^,]+, "([a-z-]+)"\)', made)
    assert len(ids) > 2
    assert told(base, " ".join(f"[a]({target}#{id_})" for id_ in ids)) == []


def test_a_link_to_the_heading_of_a_title_or_a_model_is_fine_however_it_is_written(base: Base) -> None:
    named = DRAFT.replace("The cache was empty\n", "The cache isn't full\n") + "models: [{name: bot_score's}]\n"
    base.write(EXAMPLE, page(named, BODY.format("[a](#the-cache-isnt-full) [b](#bot_scores)")))
    assert base.problems() == ()


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("[a](2025-01-01-exampel.md)", "does not exist. Did you mean `2025-01-01-example.md`?"),
        ("[a](2025-01-01-example)", "does not exist. Did you mean `2025-01-01-example.md`?"),
        ("[a][r]\n\n[r]: gone.md", "The file `gone.md` does not exist. Link to a review as"),
        ("![a](Images/A.PNG)", "does not exist. Its name is written in other letters: `images/a.png`."),
        ("[a](#what-hapened)", "No heading of this page has the id `what-hapened`. Did you mean `#what-happened`?"),
        (
            "[a](2025-01-01-example.md#nowhere)",
            "No heading of `2025-01-01-example.md` has the id `nowhere`. Its headings",
        ),
        ("[a](../guide.md#nowhere)", "No heading of `../guide.md` has the id `nowhere`. Its headings are `#one`"),
        ("[a](../patterns/)", "`../patterns/` is a folder. Link to its page, `../patterns/index.md`."),
        ("[a](images)", "`images` is a folder. Link to a file in it."),
        ("[a](../pyproject.toml)", "is in the repository and not on the site. Link to where it is published"),
        ("[a](../docs/guide.md)", "does not exist. Did you mean `../guide.md`?"),
        ("[a](../../elsewhere.md)", "is outside of the site"),
        ("[a](/postmortems/2025-01-01-example.md)", "is absolute. Begin at the folder of this file"),
        ("![a](images\\a.png)", "has a backslash. Separate folders by `/`."),
        ("![a](images/.hidden.png)", "is not published: `.hidden.png` is hidden"),
        ("[a](images/page.html)", "is not published: its type, `.html`, is not published. Published are .avif"),
        ("![a](images/linked.png)", "is not published: it is a symbolic link"),
        ("[a](images/large.csv)", "is not published: it has 9 bytes. The limit is 8; raise it with `attachment_bytes`"),
        ("[a](images/false.pdf)", "is not published: it begins like a web page"),
        ("![a](images/broken.svg)", "is not published: the drawing is not well-formed XML: no element found"),
        ("[a](../layers/dta.md)", "The file `../layers/dta.md` does not exist"),
        ("[a](../severities/sev3.md)", "The file `../severities/sev3.md` does not exist"),
        ("[a]()", "The link has no target"),
    ],
)
def test_a_link_to_what_the_site_has_not_is_told_with_the_reason(link: str, what: str, base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword.limits]\nattachment_bytes = 8\n")
    for name, content in (
        *(("a.png", PNG), (".hidden.png", PNG), ("page.html", b"x"), ("large.csv", b"123456789")),
        *(("false.pdf", b"<html>x"), ("broken.svg", b"")),
    ):
        stored(base, f"postmortems/images/{name}", content)
    (base.root / "postmortems/images/linked.png").symlink_to("a.png")
    stored(base, "docs/guide.md", b"# One\n")
    ((code, line, said),) = told(base, link)
    assert (code, line) == ("AW503", 14 if "[r]:" in link else 12)
    assert what in said


@pytest.mark.parametrize(
    ("folder", "review", "pattern"),
    [
        ("postmortems", "", "../patterns/"),
        ("postmortems/2025", "../", "../../patterns/"),
        ("docs/patterns", "../postmortems/", ""),
    ],
)
def test_what_to_do_is_told_from_the_folder_of_the_file(folder: str, review: str, pattern: str, base: Base) -> None:
    text = PATTERN_PAGE if folder == "docs/patterns" else page(DRAFT, "")
    name = "late" if folder == "docs/patterns" else "2025-01-01-late"
    base.write(f"{folder}/{name}.md", f"{text}\nSee [a](quixotic-vellum.md) and [b](/quixotic-vellum.md).\n")
    gone, absolute = (found.help for found in base.problems(f"{folder}/{name}.md") if found.code == "AW503")
    assert gone.startswith(f"Link to a review as `{review}2025-11-18-slug.md`, to a pattern as `{pattern}slug.md`,")
    assert absolute == f"Begin at the folder of this file, as in `{pattern}x.md`."


def test_headings_that_are_alike_are_numbered_past_one_that_has_such_a_number_already(base: Base) -> None:
    links = " ".join(f"[x](#{id_})" for id_ in ("a", "a_1", "a_2", "a_3", "a_4"))
    ((_, _, said),) = told(base, f"{links}\n\n## a\n\n## a_2\n\n## a\n\n## a\n")
    assert said.startswith("No heading of this page has the id `a_4`")


def test_each_link_to_the_same_place_is_told_and_a_name_is_guessed_only_for_the_first_hundred(base: Base) -> None:
    found = told(base, "[x](#timelin)\n" * 300 + "".join(f"[x](#timeline{at:03})\n" for at in range(101)))
    assert len(found) == 401
    assert [line for _, line, _ in found] == list(range(12, 413))
    assert ["Did you mean" in said for _, _, said in found] == [True] * 399 + [False] * 2


def test_a_name_as_macos_stores_it_is_found_as_its_author_types_it(base: Base) -> None:
    stored(base, f"postmortems/images/{unicodedata.normalize('NFD', 'Überlast.png')}")
    assert told(base, "![a](images/Überlast.png)") == []


def test_a_drawing_of_which_something_is_not_shown_is_a_warning(base: Base) -> None:
    stored(
        base,
        "postmortems/flow.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://a.org/b.png"/></svg>',
    )
    ((code, line, said),) = told(base, "![a](flow.svg)")
    assert (code, line) == ("AW509", 12)
    assert said.startswith("The drawing `flow.svg` is published without the <image> from elsewhere. Look at it")


def test_a_site_with_ids_of_its_own_is_not_asked_for_ours(base: Base) -> None:
    base.write("mkdocs.yml", "markdown_extensions:\n  - toc:\n      slugify: !!python/name:own.slug\n")
    assert told(base, "[a](#eigene-\u00dcberschrift)") == []
