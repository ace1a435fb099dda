"""What lies beside the pages: harmless plain files are published, everything else is named with the reason."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from afterword.publish.attachments import collect_attachments
from afterword.settings import Settings
from afterword.settings.limits import Limits

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def folder(root: Path) -> Path:
    made = root / "postmortems" / "images"
    made.mkdir(parents=True)
    return made


def test_images_and_data_beside_the_reviews_and_patterns_are_published_beside_their_pages(tmp_path: Path) -> None:
    images = folder(tmp_path)
    (images / "a.csv").write_bytes(b"x,y\n")
    (tmp_path / "postmortems" / "beside.png").write_bytes(b"png")
    (tmp_path / "postmortems" / "2025-01-01-review.md").write_bytes(b"")
    (tmp_path / "docs" / "patterns" / "images").mkdir(parents=True)
    (tmp_path / "docs" / "patterns" / "images" / "b.webp").write_bytes(b"webp")
    found = collect_attachments(Settings(root=tmp_path))
    assert [(page.path, page.content) for page in found.pages] == [
        ("postmortems/beside.png", b"png"),
        ("postmortems/images/a.csv", b"x,y\n"),
        ("patterns/images/b.webp", b"webp"),
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
    assert all("symbolic link" in left_out.reason for left_out in found.refused)


@pytest.mark.parametrize("name", ["page.html", "code.js", "feed.xml", "archive.zip", "no-suffix", "packed.svgz"])
def test_a_type_of_file_that_is_not_allowed_is_named(tmp_path: Path, name: str) -> None:
    (folder(tmp_path) / name).write_bytes(b"")
    (left_out,) = collect_attachments(Settings(root=tmp_path)).refused
    assert left_out.path == f"postmortems/images/{name}"
    assert "is not published" in left_out.reason


def test_the_settings_name_more_types(tmp_path: Path) -> None:
    (folder(tmp_path) / "train.log").write_bytes(b"epoch 1")
    found = collect_attachments(Settings(root=tmp_path, attachment_types=("log",)))
    assert [page.path for page in found.pages] == ["postmortems/images/train.log"]


@pytest.mark.parametrize(
    "name", ["Screenshot 2026-03-02 at 14.02.11.png", "Überlast.png", "損失.png", "a&b (1)+#%.png"]
)
def test_a_name_of_any_language_is_published(tmp_path: Path, name: str) -> None:
    (folder(tmp_path) / name).write_bytes(b"")
    (page,) = collect_attachments(Settings(root=tmp_path)).pages
    assert page.path == f"postmortems/images/{name}"


def test_a_name_as_macos_writes_it_is_published_as_readers_type_it(tmp_path: Path) -> None:
    (folder(tmp_path) / unicodedata.normalize("NFD", "Überlast.png")).write_bytes(b"")
    (page,) = collect_attachments(Settings(root=tmp_path)).pages
    assert page.path == "postmortems/images/Überlast.png"


@pytest.mark.parametrize("name", ["a:b.png", "a?.png", "a\u202eb.png", "a\nb.png", " a.png"])
def test_a_name_that_some_system_does_not_take_or_that_hides_something_is_refused(tmp_path: Path, name: str) -> None:
    (folder(tmp_path) / name).write_bytes(b"")
    (left_out,) = collect_attachments(Settings(root=tmp_path)).refused
    assert "its name" in left_out.reason


def test_a_large_file_is_refused_with_its_size_and_the_limit_of_the_settings(tmp_path: Path) -> None:
    (folder(tmp_path) / "a.csv").write_bytes(b"1234")
    assert collect_attachments(Settings(root=tmp_path, limits=Limits(attachment_bytes=4))).refused == ()
    (left_out,) = collect_attachments(Settings(root=tmp_path, limits=Limits(attachment_bytes=3))).refused
    assert left_out.reason == "it has 4 bytes"


@pytest.mark.parametrize(
    "content", [b"<html><script>1</script>", b"\xef\xbb\xbf \n<!doctype html>", b"<?xml version='1.0'?>"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.parquet", "a.png"])
def test_a_file_that_a_browser_could_take_for_a_page_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (folder(tmp_path) / name).write_bytes(content)
    (left_out,) = collect_attachments(Settings(root=tmp_path)).refused
    assert "like a web page" in left_out.reason


def test_a_drawing_is_published_in_its_safe_form(tmp_path: Path) -> None:
    (folder(tmp_path) / "a.svg").write_bytes(DRAWING.replace(b"<path", b"<script>alert(1)</script><path onload='x'"))
    (page,) = collect_attachments(Settings(root=tmp_path)).pages
    assert b'<path d="M0 0">' in page.raw
    assert b"script" not in page.raw
    assert b"onload" not in page.raw


TOKEN = "gh" + "p_" + "Ab3dEf7hIj" * 4


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"id,token\n1,{TOKEN}\n"),
        ("a.json", f'{{"cells":\n["api_key = \\"q7Wd0pLx2RvAb3dE\\"", "{TOKEN}"]}}'),
        ("a.ipynb", f'{{"cells":\n["{TOKEN}"]}}'),
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
