"""What lies beside the reviews: harmless plain files are published, everything else is named with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.publish.attachments import collect_attachments, reason_against_svg
from afterword.settings import Settings

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def folder(root: Path) -> Path:
    made = root / "postmortems" / "images"
    made.mkdir(parents=True)
    return made


def test_images_and_data_below_the_reviews_are_published_beside_their_pages(tmp_path: Path) -> None:
    images = folder(tmp_path)
    (images / "b.svg").write_bytes(DRAWING)
    (images / "a.csv").write_bytes(b"x,y\n")
    (tmp_path / "postmortems" / "2025-01-01-review.md").write_bytes(b"")
    found = collect_attachments(Settings(root=tmp_path))
    assert [(page.path, page.content) for page in found.pages] == [
        ("postmortems/images/a.csv", b"x,y\n"),
        ("postmortems/images/b.svg", DRAWING),
    ]
    assert found.refused == ()


def test_a_link_to_a_file_or_a_folder_is_never_followed(tmp_path: Path) -> None:
    images = folder(tmp_path)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (images / "link.png").symlink_to(tmp_path / "secret.png")
    (images / "folder").symlink_to(tmp_path)
    found = collect_attachments(Settings(root=tmp_path))
    assert found.pages == ()
    assert [left_out.path for left_out in found.refused] == ["postmortems/images/folder", "postmortems/images/link.png"]
    assert all("not a regular file" in left_out.reason for left_out in found.refused)


@pytest.mark.parametrize("name", ["page.html", "code.js", "more.md", "archive.zip", "no-suffix"])
def test_a_kind_of_file_that_is_not_allowed_is_named(tmp_path: Path, name: str) -> None:
    (folder(tmp_path) / name).write_bytes(b"")
    (left_out,) = collect_attachments(Settings(root=tmp_path)).refused
    assert left_out.path == f"postmortems/images/{name}"
    assert "only files that end in" in left_out.reason


def test_a_name_that_needs_escaping_is_refused(tmp_path: Path) -> None:
    (folder(tmp_path) / "a b.png").write_bytes(b"")
    (left_out,) = collect_attachments(Settings(root=tmp_path)).refused
    assert "its name" in left_out.reason


def test_a_drawing_that_only_draws_is_published() -> None:
    inner = (
        b'<style>.a{fill:url(#g)}</style><a href="#x"/><image href="data:image/png;base64,AA=="/><text>url of on</text>'
    )
    assert reason_against_svg(b'<svg xmlns="http://www.w3.org/2000/svg">' + inner + b"</svg>") == ""


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
        "<foreignObject/>",
        '<path onload="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<a href="java&#115;cript:alert(1)"/>',
        '<a xlink:href="https://example.org" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/svg+xml;base64,AA=="/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<style>@import "https://example.org/a.css";</style>',
        '<path style="fill:url(https://example.org/a)"/>',
        "<path",
    ],
)
def test_a_drawing_that_could_act_or_load_is_refused(inner: str) -> None:
    assert reason_against_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode())


def test_a_drawing_with_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    assert "document type" in reason_against_svg(bomb)


TOKEN = "gh" + "p_" + "Ab3dEf7hIj" * 4


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"id,token\n1,{TOKEN}\n"),
        ("a.json", f'{{"cells":\n["api_key = \\"q7Wd0pLx2RvAb3dE\\"", "{TOKEN}"]}}'),
        ("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg">\n<text>{TOKEN}</text></svg>'),
        ("a.txt", "password:\n  q7Wd-0pLx2Rv\n"),
    ],
)
def test_a_file_with_a_secret_is_not_published_and_the_reason_names_its_line(
    tmp_path: Path, name: str, content: str
) -> None:
    (folder(tmp_path) / name).write_text(content, "utf-8")
    found = collect_attachments(Settings(root=tmp_path))
    assert found.pages == ()
    assert found.refused[0].reason.startswith("line 2 looks like a")
    assert TOKEN[:10] not in repr(found)
    assert "q7Wd" not in repr(found)


def test_a_name_with_a_secret_is_neither_published_nor_printed(tmp_path: Path) -> None:
    (folder(tmp_path) / f"shot-{TOKEN}.png").write_bytes(b"")
    found = collect_attachments(Settings(root=tmp_path))
    assert found.pages == ()
    assert [left_out.path for left_out in found.refused] == ["postmortems/images/shot-(secret).png"]
    assert "has a secret in it" in found.refused[0].reason
