"""Which rules speak, where, and how loudly: the settings of a knowledge base, held against the rules that there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from afterword.diagnostics import Severity
from afterword.rules.lookup import no_rule
from afterword.rules.registry import Rule, registered
from afterword.settings import Settings, SettingsError

_RULES = "[tool.afterword.rules]"
_IGNORES = "[tool.afterword.per-path-ignores]"


@dataclass(frozen=True)
class Policy:
    """The severities that differ from those of the rules, ``None`` for off, and the codes ignored by path."""

    severities: Mapping[str, Severity | None]
    ignores: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        """Raise ``SettingsError`` for a rule that is not there, and for one that nothing can weaken."""
        severities: dict[str, Severity | None] = {}
        for word, severity in settings.rules:
            rule = _rule(word)
            if rule.mandatory and severity is not Severity.ERROR:
                raise SettingsError(f"{_RULES} `{word}`: {_mandatory(rule)}")
            if rule.code in severities:
                raise SettingsError(f"{_RULES} gives {rule.code} twice, by its code and by its name; keep one.")
            severities[rule.code] = severity
        ignores = tuple((pattern, _codes(pattern, words)) for pattern, words in settings.per_path_ignores)
        return cls(severities, ignores)

    def severity(self, rule: Rule) -> Severity | None:
        """How much a problem of a rule matters here; ``None`` when the rule is off."""
        return self.severities.get(rule.code, rule.severity)

    def ignored(self, path: str, code: str) -> bool:
        """Whether a rule is silent about a file."""
        return any(code in codes and fnmatchcase(path, pattern) for pattern, codes in self.ignores)


def _rule(word: str) -> Rule:
    for rule in registered():
        if word.upper() == rule.code or word.lower() == rule.name:
            return rule
    raise SettingsError(f"{_RULES} {no_rule(word)} `afterword explain` lists them all.")


def _codes(pattern: str, words: tuple[str, ...]) -> frozenset[str]:
    codes: set[str] = set()
    for word in words:
        meant = [rule for rule in registered() if rule.is_meant_by(word)]
        if not meant:
            raise SettingsError(f"{_IGNORES} `{pattern}`: {no_rule(word)} `afterword explain` lists them all.")
        if mandatory := next((rule for rule in meant if rule.mandatory), None):
            raise SettingsError(f"{_IGNORES} `{pattern}`: `{word}` reaches {mandatory.code}. {_mandatory(mandatory)}")
        codes.update(rule.code for rule in meant)
    return frozenset(codes)


def _mandatory(rule: Rule) -> str:
    return (
        f"{rule.code} {rule.name} is an error of reading or of the schema; without it nobody could tell "
        "what a review says, so it can be neither switched off nor weakened."
    )
