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


def test_what_the_check_accepts_is_published_and_a_strict_build_has_nothing_to_say(tmp_path: Path) -> None:
    base = made(tmp_path / "base")
    files = base / "postmortems" / "images"
    files.mkdir(exist_ok=True)
    for name in ("Screenshot 2026-03-02.png", "U\u0308berlast.png", "50% (a)+b&c.csv", "model.ipynb"):
        (files / name).write_bytes(b"{}")
    (files / "loss.svg").write_text(
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0"/></svg>',
        "utf-8",
    )
    review = reviews(base)[0]
    words = (
        "![one](images/Screenshot 2026-03-02.png) ![two](<images/Screenshot 2026-03-02.png> 'T') ![three][s]\n\n"
        "![four](images/\u00dcberlast.png) ![five](images/U%CC%88berlast.png) ![six](images/loss.svg)\n\n"
        "[seven](images/50%25%20(a)+b&c.csv), [eight](<images/model.ipynb>)\n\n"
        "[14:02 UTC]: We saw it.\n\n[s]:\n  <images/Screenshot 2026-03-02.png>\n"
    )
    review.write_text(f"{review.read_text('utf-8')}\n{words}", "utf-8")
    built(base, strict=True)
    page = (base / "site" / "postmortems" / review.stem / "index.html").read_text("utf-8")
    assert page.count('src="../images/Screenshot%202026-03-02.png"') == 3
    assert page.count('src="../images/%C3%9Cberlast.png"') == 2
    assert '<a download href="../images/50%25%20%28a%29%2Bb%26c.csv"' in page
    assert '<a download href="../images/model.ipynb"' in page
    there = base / "site" / "postmortems" / "images"
    names = {"Screenshot 2026-03-02.png", "\u00dcberlast.png", "50% (a)+b&c.csv", "model.ipynb", "loss.svg"}
    assert names <= {file.name for file in there.iterdir()}
    drawing = (there / "loss.svg").read_text("utf-8")
    assert "<path" in drawing
    assert "script" not in drawing
