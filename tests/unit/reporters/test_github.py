"""Workflow commands annotate the lines of a pull request, and no text of an author can forge one."""

from __future__ import annotations

import pytest

from afterword.reporters import REPORTERS
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page


def told(base: Base) -> list[str]:
    return REPORTERS["github"](base.report()).split("\n")


def test_a_problem_is_one_command_on_its_line(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: SEV-2\npatterns: [evaluation-blind-spot]\n")))
    annotation = (
        "::error file=postmortems/2025-01-01-example.md,line=5,col=11,endLine=5,title=AW104 unknown-value,endColumn=15"
        "::`severity` is `SEV-2`, which is not in its vocabulary%0A"
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
    assert command.startswith("::error file=postmortems/2025%2Cline=1%3A%3Aerror%3A%3A%0A%250A.md,line=1,col=1,")
