"""Which rules speak, where and how loudly, as the settings say; what cannot be meant is refused with a sentence."""

from __future__ import annotations

import pytest

from afterword.check import check
from afterword.diagnostics import Severity
from afterword.settings import SettingsError, load_settings
from tests.knowledge import AS_OF, DRAFT, EXAMPLE, Base, overlaid, page

OTHER = "postmortems/2025-01-02-other.md"


@pytest.fixture
def imprecise(base: Base) -> Base:
    """Two reviews with a warning each (AW204) and an error each (AW503)."""
    body = "See [it](gone.md).\n"
    base.write(EXAMPLE, page(overlaid(DRAFT, "onset_precision: minute\n"), body))
    base.write(OTHER, page(overlaid(DRAFT, "onset: 2025-01-02\nonset_precision: minute\n"), body))
    return base


def found(base: Base, toml: str) -> list[tuple[str, str, Severity]]:
    base.write("pyproject.toml", f"[tool.afterword]\n{toml}")
    problems = base.report().diagnostics
    return [(one.path[12:25], one.code, one.severity) for one in problems if one.path.startswith("postmortems")]


@pytest.mark.parametrize("name", ["AW204", "aw204", "false-precision"])
@pytest.mark.parametrize("severity", list(Severity))
def test_a_rule_has_the_severity_that_is_set(name: str, severity: Severity, imprecise: Base) -> None:
    severities = {code: said for _, code, said in found(imprecise, f'[tool.afterword.rules]\n{name} = "{severity}"\n')}
    assert severities == {"AW204": severity, "AW503": Severity.ERROR}


def test_a_rule_that_is_off_says_nothing(imprecise: Base) -> None:
    assert {code for _, code, _ in found(imprecise, '[tool.afterword.rules]\nAW204 = "off"\nAW503 = "warning"\n')} == {
        "AW503"
    }
    assert imprecise.report().rejected is False


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ('AW2 = "off"', None),
        ('aw20 = "off"', None),
        ('AW2 = "off"\nAW204 = "error"', Severity.ERROR),
        ('false-precision = "error"\nAW2 = "off"', Severity.ERROR),
        ('AW20 = "info"\nAW2 = "off"', Severity.INFO),
    ],
)
def test_a_family_has_the_severity_that_is_set_but_for_what_is_set_more_narrowly(
    rules: str, expected: Severity | None, imprecise: Base
) -> None:
    severities = {code: said for _, code, said in found(imprecise, f"[tool.afterword.rules]\n{rules}\n")}
    assert severities.get("AW204") == expected
    assert severities["AW503"] == Severity.ERROR


@pytest.mark.parametrize(
    ("ignores", "expected"),
    [
        ('"postmortems/*-other.md" = ["AW2"]', {("2025-01-01-ex", "AW204")}),
        ('"postmortems/2025-*" = ["false-precision"]', set()),
        ('"*.md" = ["AW204"]', set()),
        *((f'"{path}" = ["AW204"]', set()) for path in ("postmortems", "postmortems/", "./postmortems/*", "**/*.md")),
        *((f'"{path}" = ["AW204"]', set()) for path in (".", "./", "postmortems//.", "./postmortems/./20*")),
        ('"" = ["AW204"]', {("2025-01-01-ex", "AW204"), ("2025-01-02-ot", "AW204")}),
        *((f'"{path}" = ["AW204"]', set()) for path in ("postmortems/**/*.md", "**/postmortems/**/20*", "post*ms")),
        ('"**/2025-01-02-other.md" = ["AW204"]', {("2025-01-01-ex", "AW204")}),
        ('"postmortems/2025" = ["AW204"]', {("2025-01-01-ex", "AW204"), ("2025-01-02-ot", "AW204")}),
        ('"other.md" = ["AW204"]', {("2025-01-01-ex", "AW204"), ("2025-01-02-ot", "AW204")}),
    ],
)
def test_a_rule_is_silent_where_its_path_is_ignored(
    ignores: str, expected: set[tuple[str, str]], imprecise: Base
) -> None:
    told = found(imprecise, f"[tool.afterword.per-path-ignores]\n{ignores}\n")
    assert {(path, code) for path, code, _ in told if code == "AW204"} == expected
    assert [code for _, code, _ in told].count("AW503") == 2


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (
            '[tool.afterword.rules]\nAW240 = "off"',
            "[tool.afterword.rules] There is no rule `AW240`. Did you mean `AW204`?",
        ),
        ('[tool.afterword.rules]\nAW99 = "off"', "[tool.afterword.rules] There is no rule `AW99`."),
        (
            '[tool.afterword.rules]\nAW2 = "off"\naw2 = "error"',
            "[tool.afterword.rules] sets AW201 twice, by `AW2` and by `aw2`; keep one.",
        ),
        (
            '[tool.afterword.rules]\nAW8 = "warning"',
            "[tool.afterword.rules] `AW8` includes AW801. AW801 access-token keeps secrets from everybody",
        ),
        (
            '[tool.afterword.rules]\nAW31 = "error"',
            "[tool.afterword.rules] `AW31` includes AW312. AW312 ",
        ),
        (
            '[tool.afterword.rules]\nfalse-precison = "off"',
            "[tool.afterword.rules] There is no rule `false-precison`. Did you mean `false-precision`?",
        ),
        (
            '[tool.afterword.rules]\nAW204 = "warn"',
            "[tool.afterword.rules] `AW204` is 'warn'; it must be error, warning, info or off. Did you mean `warning`?",
        ),
        ("[tool.afterword.rules]\nAW204 = 1", "[tool.afterword.rules] `AW204` is 1; it must be error, warning, info"),
        ("[tool.afterword.rules]\nAW204 = []", "[tool.afterword.rules] `AW204` is []; it must be error, warning, info"),
        ('[tool.afterword]\nrules = ["AW204"]', "[tool.afterword.rules] is ['AW204']; it must be a table."),
        (
            '[tool.afterword.rules]\nAW204 = "off"\nfalse-precision = "error"',
            "[tool.afterword.rules] sets AW204 twice, by `AW204` and by `false-precision`; keep one.",
        ),
        ('[tool.afterword.rules]\nAW104 = "off"', "[tool.afterword.rules] `AW104`: AW104 unknown-value checks that"),
        (
            '[tool.afterword.rules]\nAW801 = "off"',
            "[tool.afterword.rules] `AW801`: AW801 access-token keeps secrets from everybody who can read a review, so",
        ),
        ('[tool.afterword.rules]\nframing = "warning"', "[tool.afterword.rules] `framing`: AW005 framing checks that"),
        (
            '[tool.afterword.per-path-ignores]\n"*" = ["AW"]',
            "[tool.afterword.per-path-ignores] `*`: `AW` includes AW001. AW001 unreadable-file checks that",
        ),
        (
            '[tool.afterword.per-path-ignores]\n"*" = ["AW1"]',
            "[tool.afterword.per-path-ignores] `*`: `AW1` includes AW101.",
        ),
        (
            '[tool.afterword.per-path-ignores]\n"*" = ["clock-ordr"]',
            "[tool.afterword.per-path-ignores] `*`: There is no rule `clock-ordr`. Did you mean `clock-order`?",
        ),
        (
            '[tool.afterword.per-path-ignores]\n"*" = "AW2"',
            "[tool.afterword.per-path-ignores] `*` is 'AW2'; it must be a list of codes.",
        ),
        *(
            (
                f"[tool.afterword.per-path-ignores]\n'{path}' = ['AW6']",
                f"[tool.afterword.per-path-ignores] `{path}` is no path below the root; write one such as",
            )
            for path in ("/etc", "/etc/*", "../kb/*", "postmortems/../../x", "\\etc\\*", "C:/etc/*", "a/..")
        ),
        (
            '[tool.afterword.per-path-ignores]\n"a\\u0000/*" = ["AW6"]',
            "[tool.afterword.per-path-ignores] `a\0/*` is no path below the root",
        ),
        (
            "[tool.afterword]\nper_path_ignores = 3",
            "[tool.afterword] has no setting `per_path_ignores`. Did you mean `per-path-ignores`? Allowed: ",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(toml: str, message: str, imprecise: Base) -> None:
    imprecise.write("pyproject.toml", f"{toml}\n")
    with pytest.raises(SettingsError) as caught:
        check(load_settings(imprecise.root), AS_OF)
    assert str(caught.value).startswith(message)


def test_the_severity_of_a_firm_rule_may_be_said_as_it_is(imprecise: Base) -> None:
    assert len(found(imprecise, '[tool.afterword.rules]\nAW104 = "error"\n')) == 4
