"""The comment says what changed, what is missing and what is near; nothing that an author writes is more than text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.check import check
from afterword.comment import LARGEST, MARKER, NOTHING, became, comment_on, load_beside
from afterword.settings import load_settings
from tests.knowledge import AS_OF, DRAFT, EXAMPLE, PATTERN_PAGE, PUBLISHED, Base, overlaid, page
from tests.made import action, review
from tests.seen import Seen

NEWER = "postmortems/2025-06-01-newer.md"
SECRET = "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8"


def told(before: Base, after: Base, room: int = LARGEST) -> str:
    report = check(load_settings(after.root), AS_OF)
    return comment_on(report, load_beside(report.loaded, load_settings(before.root)), AS_OF, room)


def newer(**changed: str) -> str:
    over = "".join(f"{name}: {value}\n" for name, value in changed.items())
    fields = overlaid(DRAFT, f"title: The cache was empty once more\nonset: 2025-06-01\n{over}")
    return page(fields)


def test_where_nothing_changed_that_is_said(before: Base, after: Base) -> None:
    assert told(before, after) == f"{MARKER}\n### Afterword\n\n{NOTHING}\n"


def test_a_new_draft_is_told_with_its_checklist_and_the_nearest_incident(before: Base, after: Base) -> None:
    after.write(NEWER, newer())
    text = told(before, after)
    assert text.startswith(f"{MARKER}\n### Afterword\n\n1 review added. Checked 2 reviews: all well-formed.\n")
    assert f"<h4>The cache was empty once more <code>{NEWER}</code></h4>\n<p>New: SEV3, Incident, Draft.</p>" in text
    assert "<b>Needed for the status “in review”</b>: 6 of 11 fields are filled in." in text
    assert "<li><code>classes</code> What kinds of failure were there?</li>" in text
    assert "<li>The cache was empty <code>2025-01-01-example</code><br>Close match: shared words <code>" in text
    assert "<br>1 action: 1 open<br>Still open: <code>A1</code> The cache is filled first</li>" in text
    assert EXAMPLE not in text


def test_it_says_what_the_review_adds_to_the_register(before: Base, after: Base) -> None:
    after.write(
        "docs/patterns/cold-start.md", PATTERN_PAGE.replace("title: Evaluation blind spot", "title: Cold start")
    )
    after.write(NEWER, newer(patterns="[evaluation-blind-spot, cold-start, nowhere]"))
    text = told(before, after)
    assert "1 review added, 1 pattern added." in text
    assert "<p>Patterns: <code>docs/patterns/cold-start.md</code></p>" in text
    assert "<li>Evaluation blind spot <code>evaluation-blind-spot</code>: 1 other review has it.</li>" in text
    assert "<li>Cold start <code>cold-start</code>, a new pattern: this is its first recorded incident.</li>" in text
    assert "<li><code>nowhere</code> has no page yet.</li>" in text


def test_a_broken_review_is_told_with_what_is_wrong_and_the_past_all_the_same(before: Base, after: Base) -> None:
    after.write(EXAMPLE, page(overlaid(PUBLISHED, "severity: SEV-3\n")))
    after.write(NEWER, newer(kind="incidnt"))
    text = told(before, after)
    assert "1 review added, 1 review changed." in text
    assert "<p><b>Problems</b>: 1 error.</p>\n<ul>\n<li>Line 4, error <code>AW104</code>: <code>kind</code> is" in text
    assert "Did you mean <code>incident</code>?" in text
    assert text.count("<li>The cache was empty <code>2025-01-01-example</code>") == 1
    assert "it cannot be read as a review" in text


def test_a_faint_match_is_not_shown_unless_an_author_links_it(before: Base, after: Base) -> None:
    fields = "title: Voices\nsummary: Callers of the model heard somebody else speak.\n"
    unlike = page(overlaid(DRAFT, f"{fields}onset: 2025-06-01\n"), "## What happened\n\nThey spoke.\n")
    after.write(NEWER, unlike)
    assert "Similar past incidents" not in told(before, after)
    after.write(NEWER, unlike.replace("title:", "related: [{id: 2025-01-01-example, relation: see-also}]\ntitle:"))
    assert '<br>Linked by the author as "see also": linked by an author' in told(before, after)


def test_a_broken_review_is_compared_by_what_is_valid_in_it(before: Base, after: Base) -> None:
    models = "[{name: The cache keeper, task: regression}]"
    for base in (before, after):
        base.write("postmortems/2025-02-01-other.md", page(overlaid(PUBLISHED, "models: [{name: The cache keeper}]\n")))
    after.write(NEWER, newer(models=models))
    assert "the model The cache keeper" in told(before, after)


def test_what_is_gone_is_named_and_findings_elsewhere_are_counted(before: Base, after: Base) -> None:
    before.write(NEWER, newer())
    after.write("docs/patterns/evaluation-blind-spot.md", "")
    (after.root / "docs/patterns/evaluation-blind-spot.md").unlink()
    text = told(before, after)
    assert "1 review removed, 1 pattern removed." in text
    assert f"Removed: <code>docs/patterns/evaluation-blind-spot.md</code>, <code>{NEWER}</code>" in text
    assert "Problems in unchanged files: 1 error" in text


def test_what_is_renamed_is_told_as_that_and_is_no_past_incident_of_itself(before: Base, after: Base) -> None:
    before.write(NEWER, newer())
    after.write("postmortems/2025-06-02-newer.md", newer(onset="2025-06-02"))
    text = told(before, after)
    assert "1 review renamed." in text
    assert f"Renamed: <code>{NEWER}</code> to <code>postmortems/2025-06-02-newer.md</code></p>" in text
    assert "<p>Renamed: SEV3, Incident, Draft.</p>" in text
    assert re.findall(r"<li>.*<code>(2025.*?)</code>", text) == ["2025-01-01-example"]


def test_what_is_removed_is_no_past_incident(before: Base, after: Base) -> None:
    after.write(NEWER, newer())
    (after.root / EXAMPLE).unlink()
    text = told(before, after)
    assert "1 review added, 1 review removed." in text
    assert "Similar past incidents" not in text


def test_where_no_review_is_left_it_says_what_the_check_says(before: Base, after: Base) -> None:
    (after.root / EXAMPLE).unlink()
    assert "1 review removed. No reviews found in <code>postmortems/</code>.\n" in told(before, after)


def test_a_hidden_file_that_git_obeys_is_named(before: Base, after: Base) -> None:
    for base, text in ((before, "a"), (after, "b")):
        base.write("postmortems/.gitignore", text)
        base.write("docs/patterns/.same", "a")
    for name in ("images/.gitattributes", ".gitkeep", ".DS_Store", ".github/x.yml"):
        after.write(f"postmortems/{name}", "*.md -diff")
    named = ("postmortems/.github/x.yml", "postmortems/.gitignore", "postmortems/images/.gitattributes")
    listed = ", ".join(f"<code>{name}</code>" for name in named)
    assert f"<p>Hidden files, new or changed, which git or other tools may obey: {listed}</p>" in told(before, after)


def test_a_hidden_link_is_named_unless_it_was_there(before: Base, after: Base) -> None:
    for base in (before, after):
        (base.root / "postmortems/.same").symlink_to("..")
    (after.root / "postmortems/.x").symlink_to("..")
    assert "obey: <code>postmortems/.x</code><br>" in told(before, after)


@pytest.mark.slow
def test_what_does_not_fit_is_counted_and_no_element_is_cut(before: Base, after: Base) -> None:
    for number in range(40):
        after.write(f"postmortems/2025-06-01-newer-{number}.md", newer())
    for room in (LARGEST, 20_000, 6_000):
        text = told(before, after, room)
        assert len(text.encode()) <= room
        assert text.count("<ul>") == text.count("</ul>")
        assert text.count("<h4>") == text.count("</h4>")
    shown = text.count("<h4>")
    assert f"{40 - shown} more reviews did not fit here" in text


def test_a_secret_in_a_title_is_covered(before: Base, after: Base) -> None:
    after.write(NEWER, newer(title=f"The cache was empty {SECRET}"))
    text = told(before, after)
    assert SECRET[:12] not in text
    assert "<h4>The cache was empty" in text


def test_the_actions_of_a_past_incident_are_told_the_most_urgent_first() -> None:
    past = review(
        actions=[
            action("A1", status="verified"),
            action("A2", due="2026-01-01"),
            action("A3", status="verified"),
            {"id": "A4", "area": "detection", "title": "x"},
        ]
    )
    assert became(past, date(2026, 1, 31)) == "4 actions: 1 overdue, 2 verified, 1 not reported"
    assert became(review(), AS_OF) == "no actions recorded"


PLAIN = {"h3", "h4", "p", "b", "ul", "li", "code", "br"}
HOSTILE = [
    "@team please approve #12",
    "see https://evil.example or www.evil.example",
    "![x](https://evil.example/x.png) and [y](javascript:z)",
    "<img src=x onerror=alert(1)> <!-- afterword: comment -->",
    "--> <script>x</script>",
    "`code` @team ``two @team`` `open @team",
    "</li></ul></h4> # title | a | b",
    "::error::x ##[error]y",
    "/close /merge !12 ~bug %1 $3 owner/name#4 0123456abcdef :tada:",
]


def safe(text: str) -> None:
    """Nothing in a comment is markup but what we wrote, and nothing outside of code becomes a link or a mention."""
    seen = Seen(text)
    assert seen.elements <= PLAIN
    assert seen.attributes == []
    assert seen.comments == [MARKER.removeprefix("<!--").removesuffix("-->")]
    assert re.findall(r"@|https?:|www\.|#\d|\w/\w+#|!\d|~\w|:\w+:|^/", seen.outside, re.MULTILINE) == []
    assert [line for line in text.split("\n") if line.startswith(("::", "##[")) or "##[" in line] == []
    assert text.count(MARKER) == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_no_author_can_write_more_than_text(words: str, before: Base, after: Base) -> None:
    quoted = "'" + words.replace("'", "''") + "'"
    before.write(EXAMPLE, page(overlaid(PUBLISHED, f"title: {quoted}\n")))
    after.write(EXAMPLE, page(overlaid(PUBLISHED, f"title: {quoted}\nseverity: {quoted}\n")))
    after.write(
        NEWER, newer(title=quoted, related=f"[{{id: 2025-01-01-example, relation: see-also, reason: {quoted}}}]")
    )
    after.write("docs/patterns/cold-start.md", PATTERN_PAGE.replace("title: Evaluation blind spot", f"title: {quoted}"))
    after.write("postmortems/2025-07-01-more.md", newer(title=quoted, patterns="[cold-start]"))
    after.write(f"postmortems/{re.sub(r'[/ ]', '-', words)}.md", newer(title=quoted))
    safe(told(before, after))


hostile = st.text(st.sampled_from("@#<>!-[]()`&:/\\*_ \"'ab1~|$%\u202e"), max_size=60)


@given(hostile, hostile)
@settings(max_examples=60)
def test_whatever_is_typed_stays_text(before: Base, after: Base, title: str, summary: str) -> None:
    quote = "'{}'".format
    after.write(NEWER, newer(title=quote(title.replace("'", "")), summary=quote(summary.replace("'", ""))))
    safe(told(before, after))
