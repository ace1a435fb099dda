"""Workflow commands annotate the lines of a pull request, and no text of an author can forge one."""

from __future__ import annotations

import re

import pytest

from afterword.reporters import REPORTERS
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page

PATTERN = "docs/patterns/evaluation-blind-spot.md"


def told(base: Base) -> list[str]:
    return REPORTERS["github"](base.report()).split("\n")


def test_a_problem_is_one_command_on_its_line(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: SEV-2\npatterns: [evaluation-blind-spot]\n")))
    annotation = (
        "::error file=postmortems/2025-01-01-example.md,line=5,col=11,endLine=5,title=AW104 unknown-value,endColumn=15"
        "::`severity` is `SEV-2`, which is not one of the allowed values%0A"
        "Did you mean `sev2`? Allowed: sev1, sev2, sev3 or sev4."
    )
    assert told(base) == [annotation, "Checked 1 review: 1 error in 1 file", ""]


def test_the_worst_comes_first_since_only_ten_are_shown(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "onset_precision: minute\n"), "<b>\n"))
    assert [line.split()[0] for line in told(base) if line.startswith("::")] == ["::error", "::warning", "::notice"]


@pytest.mark.parametrize(
    "text",
    [
        "::error::forged",
        "\\n::error::forged",
        "\\n\\n::stop-commands::x",
        "%0A::error::forged",
        "%250A::error::forged",
        "##[error]forged",
        "##teamcity[message text='x']",
    ],
)
def test_no_value_of_an_author_begins_a_line_or_forges_a_command(text: str, base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, f'severity: "{text}"\npatterns: ["{text}"]\ntrigger: "{text}"\n')))
    lines = told(base)
    commands, rest = [line for line in lines if line.startswith("::")], [line for line in lines if line[:2] != "::"]
    assert [command.partition(" ")[0] for command in commands] == ["::error", "::error", "::notice"]
    assert rest == ["Checked 1 review: 2 errors in 1 file", ""]
    assert [line for line in lines if set(line) & set("\r\x1b\u2028")] == []
    assert [line for line in commands if "%0A::" in line] == []


def test_a_file_name_cannot_forge_a_property(base: Base) -> None:
    base.write("postmortems/2025,line=1::error::\n%0A.md", page(DRAFT))
    (command,) = [line for line in told(base) if "AW010" in line]
    assert command.startswith(r"::error file=postmortems/2025%2Cline=1%3A%3Aerror%3A%3A\n%250A.md,line=1,col=1,")


def test_what_the_platform_would_drop_is_listed_in_the_log(base: Base) -> None:
    for day in range(1, 13):
        fields = overlaid(
            DRAFT, f"onset: 2025-01-{day:02}\nonset_precision: minute\npatterns: [evaluation-blind-spot]\n"
        )
        base.write(f"postmortems/2025-01-{day:02}-x.md", page(fields, "<b>\n"))
    lines = told(base)
    assert [line.split()[0] for line in lines[:20]] == ["::error"] * 10 + ["::warning"] * 10
    where = "in the log of this step and in the job summary"
    assert lines[20:22] == [
        f"::notice title=Afterword::Not all problems have annotations: 2 errors and 2 warnings are listed {where}",
        "::group::Problems without an annotation",
    ]
    assert [line.partition(": `")[0] for line in lines[22:]] == [
        "postmortems/2025-01-11-x.md:12:1: error AW501 raw-html",
        "postmortems/2025-01-12-x.md:12:1: error AW501 raw-html",
        "postmortems/2025-01-11-x.md:8:18: warning AW204 false-precision",
        "postmortems/2025-01-12-x.md:8:18: warning AW204 false-precision",
        "::endgroup::",
        "Checked 12 reviews: 12 errors and 12 warnings in 12 files",
        "",
    ]


def test_the_line_that_tells_of_more_is_one_of_the_ten_notices(base: Base) -> None:
    for number in range(12):
        base.write(f"docs/patterns/pattern-{number:02}.md", (base.root / PATTERN).read_text("utf-8"))
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")))
    lines = told(base)
    assert len([line for line in lines if line.startswith("::notice ")]) == 10
    assert "Not all problems have annotations: 3 infos are listed" in lines[9]


def test_a_step_has_at_most_ten_of_each_kind_and_the_job_room_for_more(base: Base) -> None:
    for number in range(12):
        base.write(f"docs/patterns/pattern-{number:02}.md", (base.root / PATTERN).read_text("utf-8"))
    for day in range(1, 13):
        fields = overlaid(DRAFT, f"onset: 2025-01-{day:02}\nonset_precision: minute\n")
        base.write(f"postmortems/2025-01-{day:02}-x.md", page(fields, "<b>\n"))
    kinds = [line.split()[0] for line in told(base) if re.match("::(error|warning|notice) ", line)]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert len(kinds) <= 50  # of one job; what a second step says has room too


def test_the_list_in_the_log_is_bounded(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword.limits]\nshown_per_run = 2\n")
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n"), "<b>\n\n" * 15))
    lines = told(base)
    assert len([line for line in lines if line.startswith("postmortems/")]) == 2
    assert lines[-4:] == ["… and 3 more problems", "::endgroup::", "Checked 1 review: 15 errors in 1 file", ""]


def test_a_base_inside_a_repository_is_annotated_from_its_top(base: Base) -> None:
    (base.root.parent / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: SEV-2\n")))
    assert told(base)[0].startswith(f"::error file=base/{EXAMPLE},line=5,")
