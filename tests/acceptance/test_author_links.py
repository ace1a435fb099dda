"""What an author may write in a narrative is what readers of the site see."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.common import built, made, reviews


def test_an_author_may_write_links_as_commonmark_has_them_and_footnotes(tmp_path: Path) -> None:
    base = made(tmp_path / "base")
    (base / "docs" / "the plan.md").write_text("# The plan\n", "utf-8")
    review = reviews(base)[0]
    words = "[One](<../the plan.md>), [two][t], [t] and a note[^1].\n\n[t]: <../the plan.md> 'T'\n\n[^1]: Of more.\n"
    review.write_text(f"{review.read_text('utf-8')}\n{words}", "utf-8")
    built(base, strict=True, markdown_extensions=["footnotes"])
    page = (base / "site" / "postmortems" / review.stem / "index.html").read_text("utf-8")
    assert page.count('href="../../the%20plan/"') == 3
    assert "Of more." in page.partition('class="footnote"')[2]
