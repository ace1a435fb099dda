"""Which rules apply, where, and with which severity: the settings of a knowledge base, matched to the rules."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Final, NamedTuple

from afterword.diagnostics import Severity
from afterword.rules.lookup import no_rule, rule_named
from afterword.rules.registry import Rule, registered
from afterword.settings import PUBLIC, Settings, SettingsError

_RULES = "[tool.afterword.rules]"
IGNORES: Final = "[tool.afterword.per-path-ignores]"

_ANY_FOLDER: Final = "**/"
_LONGEST: Final = len("AW001")
_MOST_OPTIONAL: Final = 4
"""After so many, ``**/`` is at least one folder: each doubles what has to be matched."""


class Policy(NamedTuple):
    """The severities that differ from those of the rules, ``None`` for off, and the codes ignored by path."""

    severities: Mapping[str, Severity | None]
    ignores: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        """Raise ``SettingsError`` for an unknown rule, and for one that cannot be weakened."""
        severities: dict[str, Severity | None] = {}
        for rule, word, severity in _set(settings):
            if rule.mandatory and severity is not Severity.ERROR:
                raise SettingsError(f"{_RULES} `{word}`{_includes(word, rule)} {_mandatory(rule)}")
            if rule.with_time == "comes" and severity is Severity.ERROR:
                raise SettingsError(f"{_RULES} `{word}`{_includes(word, rule)} {_by_itself(rule)}")
            severities[rule.code] = severity
        ignores = tuple((pattern, _codes(pattern, words)) for pattern, words in settings.per_path_ignores)
        if settings.audience == PUBLIC:
            held = {rule.code: rule.in_public for rule in registered() if rule.in_public}
            severities |= held
            ignores = tuple((pattern, codes - held.keys()) for pattern, codes in ignores)
        return cls(severities, ignores)

    def severity(self, rule: Rule) -> Severity | None:
        """The severity of a rule here; ``None`` when the rule is off."""
        return self.severities.get(rule.code, rule.severity)

    def ignored(self, path: str, code: str) -> bool:
        """Whether a rule is ignored for a file."""
        return any(code in codes and is_meant_by(path, pattern) for pattern, codes in self.ignores)


def is_meant_by(path: str, pattern: str) -> bool:
    """Whether a pattern of the settings means a file, by its path from the root: itself, or a folder that it is in."""
    return any(fnmatchcase(path, form) for form in _forms(pattern))


@lru_cache(maxsize=256)
def _forms(pattern: str) -> tuple[str, ...]:
    """What to match for a pattern, where ``*`` also means folders: ``**/`` may be nothing, and a folder its files."""
    # A path may be written as any system takes it, such as "./a" and "a/"; that of the root means everything.
    path = posixpath.normpath(pattern) if pattern else ""
    if path == ".":
        return ("*",)
    first, *parts = path.split(_ANY_FOLDER, _MOST_OPTIONAL)
    forms = [first]
    for part in parts:
        forms = [form + between + part for form in forms for between in (_ANY_FOLDER, "")]
    return (*forms, *(f"{form.rstrip('/')}/*" for form in forms))


def _set(settings: Settings) -> Iterator[tuple[Rule, str, Severity | None]]:
    """Each rule of the settings with what is set by its own code or name, or else by the longest beginning of it."""
    narrowest: dict[Rule, tuple[int, str, Severity | None]] = {}
    for word, severity in settings.rules:
        width = _LONGEST if rule_named(word) else len(word)
        for rule in _meant(word, _RULES):
            before, other, _ = narrowest.get(rule, (0, "", None))
            if width == before:
                raise SettingsError(f"{_RULES} sets {rule.code} twice, by `{other}` and by `{word}`; keep one.")
            if width > before:
                narrowest[rule] = (width, word, severity)
    yield from ((rule, word, severity) for rule, (_, word, severity) in narrowest.items())


def _codes(pattern: str, words: tuple[str, ...]) -> frozenset[str]:
    codes: set[str] = set()
    for word in words:
        meant = _meant(word, f"{IGNORES} `{pattern}`:")
        if mandatory := next((rule for rule in meant if rule.mandatory), None):
            raise SettingsError(f"{IGNORES} `{pattern}`: `{word}`{_includes(word, mandatory)} {_mandatory(mandatory)}")
        codes.update(rule.code for rule in meant)
    return frozenset(codes)


def _meant(word: str, where: str) -> list[Rule]:
    """The rules that a word means; there is at least one."""
    meant = [rule for rule in registered() if rule.is_meant_by(word)]
    if not meant:
        raise SettingsError(f"{where} {no_rule(word)} Run `afterword explain` for a list.")
    return meant


def _includes(word: str, rule: Rule) -> str:
    return ":" if rule_named(word) else f" includes {rule.code}."


def _mandatory(rule: Rule) -> str:
    why = (
        "keeps secrets from everybody who can read a review"
        if rule.family == "secrets"
        else "checks that a review can be read and matches the schema"
    )
    return f"{rule.code} {rule.name} {why}, so it must stay an error: it cannot be switched off, ignored or weakened."


def _by_itself(rule: Rule) -> str:
    return (
        f"{rule.code} {rule.name} finds something as soon as a day has passed, without any change, so it cannot be an "
        "error: tomorrow's site would not be built. To be told each night, run `afterword actions --overdue --fail`."
    )
