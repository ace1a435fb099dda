"""The report for people, byte for byte as it is printed."""

from __future__ import annotations

from click import unstyle

from afterword.reporters import REPORTERS
from afterword.reporters.text import summary
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page

EXPECTED = """\
postmortems/2025-01-01-example.md:5:11: error AW104 unknown-value
  |
5 | severity: SEV-2
  |           ^^^^^
  = `severity` is `SEV-2`, which is not one of the allowed values
  = help: Did you mean `sev2`? Allowed: sev1, sev2, sev3 or sev4.

postmortems/2025-01-01-example.md:10:5: error AW103 wrong-type
   |
10 |   - [x]
   |     ^
   = `classes[1]` must be text, but is a list of 1 item

Checked 1 review: 2 errors in 1 file
"""


def told(base: Base) -> str:
    return unstyle(REPORTERS["text"](base.report()))


def test_a_problem_is_shown_with_its_line_the_span_marked_and_what_to_do(base: Base) -> None:
    base.write(
        EXAMPLE, page(overlaid(DRAFT, "severity: SEV-2\npatterns: [evaluation-blind-spot]\nclasses:\n  - [x]\n"))
    )
    assert told(base) == EXPECTED


def test_the_closing_line_counts(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    assert unstyle(summary(base.report())) == "Checked 1 review: all well-formed"
    base.write("postmortems/2025-01-02-b.md", page(overlaid(DRAFT, "onset: 2025-01-02\nonset_precision: minute\n")))
    assert unstyle(summary(base.report())) == "Checked 2 reviews: 1 warning in 1 file"
    base.write("postmortems/2025-01-03-c.md", "---\n")
    assert unstyle(summary(base.report())) == "Checked 3 reviews: 1 error and 1 warning in 2 files"


def test_a_long_line_is_cut_around_the_mark(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, "x" * 300 + "\t<b>" + "y" * 300 + "\n"))
    lines = told(base).splitlines()
    line, mark = lines[lines.index("   |") + 1 :][:2]
    assert line == f"10 | {'x' * 79}" + r"\t<b>" + "y" * 77
    assert mark == f"   | {' ' * 81}^^^"


def test_controls_are_shown_and_never_sent_to_the_terminal(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, "\x1b[2J\x1b]8;;https://example.org\x07here\n"))
    assert "\x1b" not in told(base)
    assert r"10 | \x1b[2J\x1b]8;;https://example.org\x07here" in told(base).splitlines()


def test_a_value_of_several_lines_is_told_on_one(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, 'kind: "red\\n::error::"\n')))
    assert r"  = `kind` is `red\n::error::`, which is not one of the allowed values" in told(base).splitlines()


def test_a_problem_of_the_whole_file_shows_no_line(base: Base) -> None:
    (base.root / EXAMPLE).symlink_to("/etc/passwd")
    assert told(base).endswith(
        "postmortems/2025-01-01-example.md:1:1: error AW001 unreadable-file\n"
        "  = The file is a symbolic link, not a regular file\n"
        "  = help: Put the review itself here; links and special files are not read.\n\n"
        "Checked 1 review: 1 error in 1 file\n"
    )


def test_what_is_printed_is_bounded_and_says_how_much_more_there_is(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword.limits]\nshown_per_file = 2\nshown_per_run = 3\n")
    for day in (1, 2, 3):
        fields = overlaid(DRAFT, f"onset: 2025-01-0{day}\npatterns: [evaluation-blind-spot]\n")
        base.write(f"postmortems/2025-01-0{day}-x.md", page(fields, "<b>\n" * 5))
    places = [line for line in told(base).splitlines() if line.startswith("postmortems")]
    assert places == [
        "postmortems/2025-01-01-x.md:11:1: error AW501 raw-html",
        "postmortems/2025-01-01-x.md:12:1: error AW501 raw-html",
        "postmortems/2025-01-01-x.md: … and 3 more problems",
        "postmortems/2025-01-02-x.md:11:1: error AW501 raw-html",
        "postmortems/2025-01-02-x.md: … and 4 more problems",
        "postmortems/2025-01-03-x.md: … and 5 more problems",
    ]
    assert told(base).endswith("Checked 3 reviews: 15 errors in 3 files\n")
