"""Whatever looks like a review or a pattern is read, or the check says of the file that it is not."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, EXAMPLE, PATTERN_PAGE, Base, page
from tests.unit.cli.invoke import invoke

REVIEW = page(DRAFT)
OLD = "# The cache was empty\n\nSeverity: high\n\n## Timeline\n\nThe incident began at ten.\n\n## Root cause\n\nNone.\n"

WITH_OUR_FIELDS = [
    *("postmortems/old/2025-11-18-x.md", "postmortems/2025/q4/x.md", "postmortems/2025/11/18/2025-11-18-x.md"),
    *("postmortems/.drafts/2025-11-18-x.md", "postmortems/images/2025-11-18-x.md", "postmortems/team a/x.md"),
    *("Postmortems/2025-11-18-x.md", "postmortem/2025-11-18-x.md", "post-mortems/x.md", "PostMortem/2025/x.md"),
    *("docs/postmortems/2025-11-18-x.md", "docs/postmortems/2025/x.md", "docs/patterns/2025-11-18-x.markdown"),
    *("docs/guides/2025-11-18-x.md", "docs/x.md", "2025-11-18-x.md", "x.md", "a/b/c/d/e/f/x.md", "reviews/x.md"),
    *("postmortems/2025-11-18-x.markdown", "postmortems/2025-11-18-x.mdx", "postmortems/2025-11-18-x.txt"),
    *("postmortems/2025-11-18-x.md.bak", "postmortems/2025-11-18-x.md~", "postmortems/2025-11-18-x.md.txt"),
    *("postmortems/2025-11-18-x", "postmortems/2025-11-18-x.Markdown", "postmortems/2025/2025-11-18-x.mkd"),
    *("postmortems/2025-11-18-x.md.orig", "postmortems/2025-11-18-x.md_", "postmortems/.2025-11-18-x.markdown"),
]
WITHOUT = [
    *("postmortems/old/2025-11-18-x.md", "postmortems/notes/cache.md", "Postmortems/cache.md", "postmortem/cache.md"),
    *("docs/postmortems/2025-11-18-x.md", "docs/postmortems/cache.md", "docs/incidents/cache.md"),
    *("postmortems/cache.txt", "postmortems/2025-11-18-x.markdown", "postmortems/2025-11-18-x.docx"),
    *("2025-11-18-x.md", "docs/2025-11-18-x.md", "docs/guides/2025-11-18_x.md", "wiki/20251118 x.md"),
]
PATTERNS = [
    *("patterns/x.md", "docs/patterns/sub/x.md", "docs/pattern/x.md", "docs/Patterns/x.md", "docs/x.md", "x.md"),
    *("docs/patterns/x.markdown", "docs/patterns/x.md.bak", "postmortems/patterns/x.md", "docs/patterns/.x/x.md"),
]
NOTHING_OF_OURS = [
    *("README.md", "CONTRIBUTING.md", "docs/index.md", "docs/guides/write.md", "docs/postmortems/index.md"),
    *("docs/blog/2025-11-18-we-are-hiring.md", "notes/2025-11-18.md", "node_modules/x/2025-11-18-x.md"),
    *(
        "postmortems/images/load.txt",
        "postmortems/.2025-11-18-x.md.swp",
        "postmortems/.unfinished-answers.txt",
        "CHANGELOG.md",
        ".github/x.md",
    ),
]


@pytest.mark.parametrize(
    ("kind", "path", "text"),
    [
        *(("review", path, REVIEW) for path in WITH_OUR_FIELDS),
        *(("pattern", path, PATTERN_PAGE) for path in PATTERNS),
    ],
)
def test_a_review_or_a_pattern_that_is_not_read_is_an_error(kind: str, path: str, text: str, base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    base.write(path, text)
    done = invoke(base.root, "check")
    assert done.exit_code == 1
    assert f"{path}:1:1: error AW414 misplaced-page" in done.output
    assert f"the fields of a {kind}" in done.output


@pytest.mark.parametrize("path", WITHOUT)
def test_a_text_that_may_be_a_review_is_a_warning(path: str, base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    base.write(path, OLD)
    done = invoke(base.root, "check", "--strict")
    assert done.exit_code == 1
    assert f"{path}:1:1: warning AW415 unread-file" in done.output
    assert invoke(base.root, "check").exit_code == 0


@pytest.mark.parametrize("path", NOTHING_OF_OURS)
def test_other_texts_are_left_alone(path: str, base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    base.write(path, "---\ntitle: A page\ntags: [x]\n---\n\n# A page\n\nOf anything.\n")
    done = invoke(base.root, "check", "--strict")
    assert (done.exit_code, "AW41" in done.output) == (0, False)


@pytest.mark.parametrize("text", ["\ufeff" + REVIEW, REVIEW.replace("\n", "\r\n"), "\n\n" + REVIEW])
def test_odd_bytes_hide_no_review(text: str, base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    base.write("old/x.md", text)
    base.write("old/y.md", text.encode("utf-16"))
    found = invoke(base.root, "check").output
    assert "old/x.md:1:1: error AW414" in found
    assert "old/y.md:1:1: error AW414" in found


def test_a_secret_in_the_name_of_a_file_that_is_not_read_is_masked(base: Base) -> None:
    secret = "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8"
    base.write(EXAMPLE, REVIEW)
    base.write(f"postmortem/{secret}.md", REVIEW)
    base.write(f"postmortem/{secret}/x.md", REVIEW)
    found = invoke(base.root, "check").output
    assert (found.count("AW414"), secret in found) == (2, False)


def test_a_copy_beside_a_review_may_go(base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    base.write(f"{EXAMPLE}.bak", REVIEW)
    assert f"`{EXAMPLE}` exists already: if this is a copy of it, delete it" in invoke(base.root, "check").output


def test_other_knowledge_bases_checkouts_and_built_sites_are_not_searched(base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    for name, mark in {"other": "pyproject.toml", "checkout": ".git", "site": "404.html", "env": "pyvenv.cfg"}.items():
        base.write(f"{name}/{mark}", "[tool.afterword]\n")
        base.write(f"{name}/postmortems/2025-11-18-x.md", REVIEW)
    done = invoke(base.root, "check", "--strict")
    assert done.exit_code == 0, done.output


def test_the_settings_can_say_that_a_file_is_no_review(base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    base.write("tests/x.md", REVIEW)
    base.write("pyproject.toml", '[tool.afterword.per-path-ignores]\n"tests/*" = ["misplaced-page"]\n')
    assert invoke(base.root, "check", "--strict").exit_code == 0


def test_a_file_that_is_not_read_can_be_asked_for(base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    base.write("postmortem/x.md", REVIEW)
    done = invoke(base.root, "check", "postmortem/x.md")
    assert (done.exit_code, done.output.count("AW414")) == (1, 1)
    assert "AW414" not in invoke(base.root, "check", EXAMPLE).output


def test_a_fix_says_that_it_leaves_a_file_that_is_not_read(base: Base) -> None:
    base.write(EXAMPLE, REVIEW)
    base.write("postmortem/x.md", REVIEW)
    for asked in (["fix"], ["fix", "postmortem"]):
        done = invoke(base.root, *asked)
        assert (done.exit_code, "The file is not read" in done.output) == (1, True), done.output


def test_a_knowledge_base_whose_only_review_is_elsewhere_is_told_so(base: Base) -> None:
    base.write("Postmortems/cache.md", OLD)
    done = invoke(base.root, "check")
    assert done.exit_code == 2
    assert "Postmortems/cache.md may be one." in done.output
    base.write("Postmortems/cache.md", REVIEW)
    assert (invoke(base.root, "check").exit_code, invoke(base.root, "export").exit_code) == (1, 1)


def test_the_folder_of_another_case_is_the_same_where_the_file_system_says_so(base: Base) -> None:
    """A link stands for a file system that does not tell capitals from small letters."""
    base.write(EXAMPLE, REVIEW)
    (base.root / "postmortems").rename(base.root / "Postmortems")
    (base.root / "postmortems").symlink_to("Postmortems", target_is_directory=True)
    assert invoke(base.root, "check", "--strict").exit_code == 0
