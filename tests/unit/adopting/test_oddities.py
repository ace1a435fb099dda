"""Whatever a file from elsewhere brings along, nothing breaks: it is repaired, neutralised or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.adopting.actions import actions
from afterword.adopting.blocks import blocks
from afterword.adopting.facts import sections
from afterword.adopting.html import as_markdown
from afterword.migrations.others import others
from tests.growth import grows_evenly
from tests.unit.adopting.adopting import adopted, adopted_text, body_of, data_of

TEXT = "# Index was empty\n\n**Date**: 2026-02-03\n\n## Summary\n\nThe rebuild wrote an empty index for two hours.\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        TEXT.replace("empty index", "empty index \u2013 caf\u00e9").encode("cp1252"),
        TEXT.replace("empty index", "empty\u200b index\u202e").encode(),
    ],
    ids=["mark", "crlf", "cr", "utf-16", "windows", "hidden"],
)
def test_any_encoding_and_line_end_is_read(raw: bytes, tmp_path: Path) -> None:
    made = adopted_text(tmp_path, raw)
    assert made.target == "2026-02-03-index-was-empty.md", made.left
    assert str(data_of(made)["summary"]).startswith("The rebuild wrote an empty")


@pytest.mark.parametrize(
    "kept",
    [
        "The marker `<!--` was cut off.",
        "```html\n<!-- the header\n```\n\nIt was cut off.",
        "It ended at <!-- and then came no more.",
        "```\n/metrics 500\n/label 3\n```",
        "/metrics 500",
    ],
)
def test_comments_and_quick_actions_are_left_out_but_no_code(kept: str, tmp_path: Path) -> None:
    left_out = "<!-- `a` note\n```\n/close\n```\n-->\n\n/label ~incident\n"
    made = adopted_text(tmp_path, f"{TEXT}\n{left_out}\n{kept}\n\nThe end.\n")
    assert body_of(made).endswith(f"two hours.\n\n\n{kept.replace(' <!-- ', ' &lt;!-- ')}\n\nThe end.\n")
    assert {"1 HTML comment was left out", "1 GitLab quick action was left out"} <= set(made.notes)


def test_a_comment_without_an_end_hides_the_rest(tmp_path: Path) -> None:
    made = adopted_text(tmp_path, f"{TEXT}\n<!-- not yet\n\nThe rest.\n")
    assert body_of(made).endswith("two hours.\n")


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("---\ntitle: From Jekyll\ndate: 2026-02-03 10:00:00 +0100\nlayout: post\ntags: [a, b]\n---\n", "From Jekyll"),
        ('+++\ntitle = "From Hugo"\ndate = 2026-02-03T10:00:00Z\n+++\n', "From Hugo"),
    ],
)
def test_front_matter_of_other_tools_is_read(front: str, title: str, tmp_path: Path) -> None:
    made = adopted_text(
        tmp_path, f"{front}\nThe rebuild wrote an empty index, for about two hours.\n", "empty.markdown"
    )
    assert data_of(made)["title"] == title
    assert str(data_of(made)["onset"]).startswith("2026-02-03")


def test_a_file_without_a_heading_has_the_name_of_its_file(tmp_path: Path) -> None:
    made = adopted_text(tmp_path, "The rebuild wrote nothing at all, for two hours.", "2026-02-03_index_was_empty.md")
    assert (data_of(made)["title"], data_of(made)["onset"]) == ("Index was empty", "2026-02-03")


@pytest.mark.parametrize(
    ("name", "onset"),
    [
        ("20260203-empty.md", "2026-02-03"),
        ("02032026-empty.md", ""),
        ("13-02-2026 empty.md", "2026-02-13"),
        ("3-Feb-2026_empty.md", "2026-02-03"),
        ("2026/02/empty.md", "2026-02"),
        ("2026/02/03-02-2026-empty.md", "2026-02-03"),
        ("PM2026-004 empty.md", "2026"),
    ],
)
def test_the_name_of_a_file_says_its_day_if_it_can(name: str, onset: str, tmp_path: Path) -> None:
    made = adopted_text(tmp_path, "# Index was empty\n\nThe rebuild wrote an empty index, for two hours.\n", name)
    assert (data_of(made)["onset"] if made.target else "") == onset
    assert made.target or any("--order" in note for note in made.notes)


def test_a_day_with_two_readings_is_open_until_an_option_decides(tmp_path: Path) -> None:
    text = TEXT.replace("2026-02-03", "03/02/2026")
    assert "no day" in adopted_text(tmp_path, text, "empty.md").left
    found = [data_of(adopted_text(tmp_path, text, "empty.md", order=order))["onset"] for order in ("dmy", "mdy")]
    assert found == ["2026-02-03", "2026-03-02"]


def test_another_day_of_the_text_decides_too(tmp_path: Path) -> None:
    made = adopted_text(tmp_path, TEXT.replace("2026-02-03", "03/02/2026") + "\nReviewed on 17/02/2026.\n", "empty.md")
    assert data_of(made)["onset"] == "2026-02-03"


def test_the_folder_of_a_file_decides_which_number_is_the_month(tmp_path: Path) -> None:
    text = "# 03-02-2026 Index was empty\n\nThe rebuild wrote an empty index, after the change of 2025-11-28.\n"
    made = adopted_text(tmp_path, text, "2026/02/empty.md")
    assert (data_of(made)["onset"], data_of(made)["title"]) == ("2026-02-03", "Index was empty")
    assert "no day" in adopted_text(tmp_path, text, "empty.md").left


def test_times_without_a_zone_get_the_one_that_is_given_and_else_none(tmp_path: Path) -> None:
    text = f"{TEXT}\n## Timeline\n\n- 23:50 it ends\n- 00:10 it begins again\n"
    assert [one["at"] for one in data_of(adopted_text(tmp_path, text))["timeline"]] == ["2026-02-03", "2026-02-04"]
    zoned = data_of(adopted_text(tmp_path, text, zone="Europe/Vienna"))["timeline"]
    assert [one["at"] for one in zoned] == ["2026-02-03T23:50+01:00", "2026-02-04T00:10+01:00"]


def test_a_severity_that_is_missing_is_the_mildest_or_the_one_that_is_asked_for(tmp_path: Path) -> None:
    made = [adopted_text(tmp_path, TEXT, **options) for options in ({}, {"severity": "sev2"})]
    assert [data_of(one)["severity"] for one in made] == ["sev4", "sev2"]


def test_a_secret_stops_a_file_and_is_not_printed(tmp_path: Path) -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    made = adopted_text(tmp_path, f"{TEXT}\n## Log\n\n    export TOKEN={secret}\n\n[log](logs/{secret}.md)\n")
    assert not made.target
    assert made.left.startswith("it has a secret")
    assert secret not in repr(made)


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (
            "# Postmortem: [Incident Title]\n\n**Date:** YYYY-MM-DD\n\n| HH:MM | <event> |\n|---|---|\n",
            "pm.md",
            "a template",
        ),
        ("# How to write postmortems\n\nUse the template below.\n", "README.md", "no review"),
        (" \n\n", "2026-02-03-empty.md", "empty"),
    ],
)
def test_what_is_no_review_is_skipped_with_the_reason(text: str, name: str, why: str, tmp_path: Path) -> None:
    made = adopted_text(tmp_path, text, name)
    assert made.skipped
    assert why in made.left


def test_several_reviews_in_one_file_are_left(tmp_path: Path) -> None:
    one = "# {}\n\n## Summary\n\nIt was empty for two hours.\n\n## Timeline\n\n- 2026-02-03 10:00 UTC start\n\n"
    made = adopted_text(tmp_path, one.format("One") + one.format("Two"))
    assert made.left == "it has 2 reviews, on lines 1, 11: split it into a file for each"
    assert not made.skipped


def test_two_files_of_one_name_get_a_number_and_are_told(tmp_path: Path) -> None:
    files = [tmp_path / folder / "2026-02-03-a.md" for folder in ("x", "y")]
    for file in files:
        file.parent.mkdir()
        file.write_text(TEXT)
    made = adopted(tmp_path, *files, taken=["2026-02-03-index-was-empty.md"])
    assert [one.target for one in made] == ["2026-02-03-index-was-empty-2.md", "2026-02-03-index-was-empty-3.md"]
    assert all(any("exists, so this one has a number" in note for note in one.notes) for one in made)


def test_a_title_that_is_too_long_is_cut_after_a_word(tmp_path: Path) -> None:
    made = adopted_text(tmp_path, TEXT.replace("Index was empty", "An index " + "was very empty " * 20))
    title = str(data_of(made)["title"])
    assert len(title) <= 120
    assert title.endswith(("empty…", "very…", "was…"))


def test_an_organisations_own_names_and_words_are_known(tmp_path: Path) -> None:
    known = others((("wann", "onset"),), (("severity", (("rot", "sev1"),)),))
    text = "# Index was empty\n\n- Wann: 3 February 2026\n- Severity: ROT\n\nThe rebuild wrote an empty index, twice.\n"
    made = adopted_text(tmp_path, text, "empty.md", known=known)
    assert (data_of(made)["onset"], data_of(made)["severity"]) == ("2026-02-03", "sev1")


@pytest.mark.parametrize(
    "text",
    [
        "#",
        "|||\n|---|---|\n",
        "- " * 500,
        "[" * 150,
        "# a\n" * 300,
        "| a |\n|---|\n" + "| 10:00 |\n" * 300,
        "<" * 900,
        "`" * 99,
    ],
)
def test_nothing_that_a_file_says_breaks_it(text: str, tmp_path: Path) -> None:
    made = adopted_text(tmp_path, f"2026-02-03\n\n{text}\n")
    assert made.target or made.left


@pytest.mark.parametrize("end", [" >", "</prefix>"])
@pytest.mark.slow
def test_the_time_that_blocks_of_html_without_an_end_take_grows_with_their_number(end: str) -> None:
    assert grows_evenly(as_markdown, lambda often: "x <pre>" * often + end, 6_000)


@pytest.mark.slow
def test_the_time_that_the_title_of_an_action_takes_grows_with_its_length() -> None:
    def taken(text: str) -> object:
        return actions(sections(blocks(f"## Action items\n\n- x{text}x\n"), others()), "", others(), ())

    assert grows_evenly(taken, lambda often: "(" * often, 20_000)
