"""The text of a review from elsewhere as a narrative: markup, headings, links and images."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.adopting.adopting import adopted_text, body_of, data_of

TEXT = "# Index was empty\n\n**Date**: 2026-02-03\n\n## Summary\n\nThe rebuild wrote an empty index for two hours.\n"


@pytest.mark.parametrize(
    ("markdown", "right"),
    [
        ("The page said <b>nothing</b>.", "The page said **nothing**."),
        ("Call `f<T>()` with <your-name>.", "Call `f<T>()` with &lt;your-name>."),
        ("a<br/>b", "a  \nb"),
        ("Mail <ops@example.org> or <https://example.org/a>.", "Mail ops@example.org or <https://example.org/a>."),
        ('<a href="https://example.org/a">the page</a>', "[the page](https://example.org/a)"),
        ("{{ template }} and {% raw %} stay.", "{{ template }} and {% raw %} stay."),
        ("[the log](../logs/a.md) was read", "the log (`../logs/a.md`) was read"),
        ("![a](https://img.example.org/a.png)", "[a](https://img.example.org/a.png)"),
        ("[x](javascript:alert(1))", "x (`javascript:alert(1)`)"),
        ("See [the policy][p].\n\n[p]: policies/p.md", "See [the policy][p].\n\np: `policies/p.md`"),
        (f"![](data:image/png;base64,{'A' * 30_000})", f"`data:image/png;base64,{'A' * 98}`"),
        ("```mermaid\nflowchart LR\n  a --> b\n```", "```mermaid\nflowchart LR\n  a --> b\n```"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("    x\n\n\n\n\n\n    y", "    x\n\n\n\n\n\n    y"),
        ("10<sup>6</sup> litres of H<sub>2</sub>O", "10^6 litres of H_2O"),
        (
            '<ol start="3"><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ol>',
            "3. a\n4. b\n    - c\n5. d",
        ),
        ("<pre><code>a &lt; b\n\n\n\n\n  &lt;c&gt; ``` d</code></pre>", "````\na < b\n\n\n\n\n  <c> ``` d\n````"),
        (
            "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr><tr><td>d</td></tr></table>",
            "| a | b c  |\n| --- | --- |\n| d |  |",
        ),
        (
            "<table><tr><td><strong>a</strong></td><td><code>b|&lt;c></code></td><td>10<sup>6</sup></td></tr></table>",
            "| **a** | `b\\|<c>` | 10^6 |\n| --- | --- | --- |",
        ),
        (
            "<table><caption>Requests <b>lost</b></caption><tr><td>a<br/>b</td><td><b></b></td></tr></table>",
            "Requests **lost**\n\n| a b |  |\n| --- | --- |",
        ),
        ('<li><input type="checkbox" checked disabled>Check the cache', "- [x] Check the cache"),
    ],
)
def test_markup_that_may_not_stay_is_rewritten(markdown: str, right: str, tmp_path: Path) -> None:
    made = adopted_text(tmp_path, f"{TEXT}\n## Details\n\n{markdown}\n")
    assert made.target, made.left
    assert body_of(made).rstrip().endswith(right)


def test_a_raised_number_keeps_its_size_in_a_field(tmp_path: Path) -> None:
    entries = "- 10:00 10<sup>6</sup> requests failed\n- 10:10 10\u2076 requests failed\n"
    made = adopted_text(tmp_path, f"{TEXT}\n## Timeline (UTC)\n\n{entries}")
    assert [one["event"] for one in data_of(made)["timeline"]] == ["10^6 requests failed", "10\u2076 requests failed"]


def test_a_tag_that_only_vanishes_is_told(tmp_path: Path) -> None:
    made = adopted_text(tmp_path, f"{TEXT}\nThe <u>whole</u> index was <mark>empty</mark>.\n")
    assert body_of(made).endswith("The whole index was empty.\n")
    assert "<mark> and <u> of HTML vanished; the words inside stay" in made.notes


def test_the_title_is_not_repeated_and_headings_move_below_it(tmp_path: Path) -> None:
    made = adopted_text(tmp_path, TEXT.replace("## Summary", "# Summary\n\n## Details"))
    assert body_of(made).startswith("**Date**: 2026-02-03\n\n## Summary\n\n### Details\n")


def test_a_heading_that_says_more_than_the_title_stays(tmp_path: Path) -> None:
    made = adopted_text(tmp_path, TEXT.replace("# Index was empty", "# Postmortem: Index was empty"))
    assert data_of(made)["title"] == "Index was empty"
    assert body_of(made).startswith("## Postmortem: Index was empty\n")


def test_images_come_along_under_a_name_of_their_own(tmp_path: Path) -> None:
    shot = tmp_path / "old" / "My Pictures" / "Shot One.png"
    shot.parent.mkdir(parents=True)
    shot.write_bytes(b"png")
    made = adopted_text(tmp_path, f"{TEXT}\n![curve](My%20Pictures/Shot%20One.png) ![gone](gone.png)\n")
    assert dict(made.files) == {"2026-02-03-index-was-empty-shot-one.png": shot}
    assert "![curve](images/2026-02-03-index-was-empty-shot-one.png)" in made.text
    assert any("gone.png" in note for note in made.notes)


@pytest.mark.parametrize(
    ("markdown", "right"),
    [
        ("![run.txt](run.txt)", "![run.txt]({})"),
        ("[run.txt](<run.txt> 'run.txt')", "[run.txt]({} 'run.txt')"),
        ("[run.txt][]\n\n[run.txt]: run.txt", "[run.txt][]\n\n[run.txt]: {}"),
        ("[![run.txt](run.txt)](run.txt)", "[![run.txt]({0})]({0})"),
        ("[![run.txt](run.txt)](https://example.org/run.txt)", "[![run.txt]({})](https://example.org/run.txt)"),
        ("[![run.txt](gone.txt)](run.txt)", "[run.txt (`gone.txt`)]({})"),
    ],
)
def test_only_the_target_of_a_link_changes(markdown: str, right: str, tmp_path: Path) -> None:
    file = tmp_path / "old" / "run.txt"
    file.parent.mkdir()
    file.write_text("a log")
    made = adopted_text(tmp_path, f"{TEXT}\n## Details\n\n{markdown}\n")
    assert body_of(made).rstrip().endswith(right.format("images/2026-02-03-index-was-empty-run.txt"))
    assert list(made.files.values()) == [file]
