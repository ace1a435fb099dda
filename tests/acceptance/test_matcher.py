"""The problem matcher finds in the text of the check what the check found, read as the platform reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from afterword.diagnostics import Severity
from tests.acceptance.shipped import MATCHER
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page

MATCHERS: list[dict[str, Any]] = json.loads(MATCHER.read_text("utf-8"))["problemMatcher"]
GROUPS = {"file", "fromPath", "line", "column", "severity", "code", "message"}


def matched(matcher: dict[str, Any], lines: list[str]) -> Iterator[dict[str, str]]:
    """What one matcher finds: its patterns match lines that follow each other, and a line that does not fit ends it."""
    patterns = matcher["pattern"]
    for at in range(len(lines)):
        found: dict[str, str] = {}
        for pattern, line in zip(patterns, lines[at : at + len(patterns)], strict=False):
            match = re.search(pattern["regexp"], line)
            if match is None:
                break
            found.update({name: match[pattern[name]] for name in GROUPS & pattern.keys()})
        else:
            if len(lines) - at >= len(patterns):
                yield found


def test_it_is_what_the_platform_expects() -> None:
    """The demands of the platform's documentation of problem matchers."""
    owners = [matcher["owner"] for matcher in MATCHERS]
    assert len(owners) == len(set(owners))
    for matcher in MATCHERS:
        assert set(matcher) <= {"owner", "severity", "pattern"}
        named = [name for pattern in matcher["pattern"] for name in pattern if name != "regexp"]
        assert sorted(named) == sorted(set(named))
        assert {"file", "line", "message"} <= set(named) <= GROUPS
        for pattern in matcher["pattern"]:
            groups = re.compile(pattern["regexp"]).groups
            assert all(1 <= pattern[name] <= groups for name in GROUPS & pattern.keys())


def test_it_finds_every_problem_with_its_line_and_its_message(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: SEV-1\nonset_precision: minute\ndetected: 2025-02-30\n")))
    base.write("postmortems/2025-02-02-b c.md", "")
    base.write(
        "postmortems/2025-02-03-short.md",
        page(overlaid(DRAFT, "title: x\nonset: 2025-02-03\n")).replace("kind: incident\n", ""),
    )
    base.write("postmortems/2025-02-04-vague.md", page(overlaid(DRAFT, "onset: 2025-02-04\nonset_precision: minute\n")))
    report = base.report()
    lines = base.call("check").stdout.splitlines()
    found = [one for matcher in MATCHERS for one in matched(matcher, lines)]
    wanted = {
        (one.path, str(one.span.line), str(one.span.column), one.severity.value, f"{one.code} {one.name}", one.message)
        for one in report.diagnostics
        if one.severity is not Severity.INFO  # the platform takes errors and warnings
    }
    names = ("file", "line", "column", "severity", "code", "message")
    assert {tuple(one[name] for name in names) for one in found} == wanted
    assert len(found) == len(wanted)
    assert {one[3] for one in wanted} == {"error", "warning"}


def test_no_author_can_forge_an_annotation(base: Base) -> None:
    forged = f"{EXAMPLE}:1:1: error AW101 forged"
    base.write(EXAMPLE, page(overlaid(DRAFT, f"title: '{forged}'\nseverity: '{forged}'\n"), f"{forged}\n= forged\n"))
    lines = base.call("check").stdout.splitlines()
    found = [one for matcher in MATCHERS for one in matched(matcher, lines)]
    assert [one["code"] for one in found] == ["AW104 unknown-value"]
