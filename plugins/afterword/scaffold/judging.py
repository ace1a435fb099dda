"""Check an answer as ``afterword check`` would, with the same messages."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from afterword.check import check_file
from afterword.corpus import entry_of
from afterword.diagnostics import Diagnostic, Path, Severity, json_pointer
from afterword.reading import read_raw
from afterword.rules import FileContext
from afterword.rules.spoken import is_name, is_text
from afterword.rules.wording import shown
from afterword.scaffold.drafting import fields_alone, file_name, stand_in
from afterword.scaffold.paths import put, spelled
from afterword.schema import Contract, Field
from afterword.settings import Settings
from afterword.text.placeholders import is_placeholder, names_nothing

# An answer is not wrong because other fields, parts of an action or actions are missing.
_DEMANDS: Final = frozenset({"AW101", "AW301", "AW302"})
ODD: Final = frozenset({"AW113", "AW114"})
"""The rules about answers that are well-formed and hardly meant."""


class Judging(NamedTuple):
    """The schema and the settings to check answers with, as of a day."""

    contract: Contract
    settings: Settings
    as_of: date

    def refusals(self, values: Mapping[str, Any], path: Path, text: str) -> list[Diagnostic]:
        """The errors that an answer would cause; none if it is valid. Raises ``KeyError`` as ``put`` does."""
        tried = deepcopy(dict(values))
        put(tried, spelled(path), text, self.contract.fields)
        before = {_known(error) for error in self._errors(values)}
        return [
            error
            for error in self._errors(tried)
            if _known(error) not in before and not _lies_above(error.pointer, path)
        ]

    def doubts(self, values: Mapping[str, Any], path: Path, text: str, field: Field) -> list[str]:
        """Why a valid answer is hardly meant: it is a placeholder, a version in place of a name, or no victim."""
        if (is_text(field) and is_placeholder(text)) or (is_name(field) and names_nothing(text)):
            return [f"{shown(text)} says nothing. Write what is known, or that it is unknown."]
        tried = deepcopy(dict(values))
        put(tried, spelled(path), text, self.contract.fields)
        return [f"{found.message}. {found.help}" for found in self.at(tried, path) if found.code in ODD]

    def _errors(self, values: Mapping[str, Any]) -> list[Diagnostic]:
        found = problems_with(values, self)
        return [problem for problem in found if problem.severity is Severity.ERROR and problem.code not in _DEMANDS]

    def at(self, values: Mapping[str, Any], path: Path) -> list[Diagnostic]:
        """The problems at a path and below it, including missing fields."""
        place = json_pointer(path)
        return [found for found in problems_with(values, self) if f"{found.pointer}/".startswith(f"{place}/")]


def problems_with(values: Mapping[str, Any], judging: Judging) -> tuple[Diagnostic, ...]:
    """Everything that ``check`` reports on these fields alone; required fields get placeholders."""
    fields = judging.contract.fields.children.values()
    given = {field.name: stand_in(field, judging.as_of) for field in fields if field.required}
    whole = {**given, **values}
    return _checked(fields_alone(whole), file_name(whole), judging)


@lru_cache(maxsize=8)
def _checked(text: str, name: str, judging: Judging) -> tuple[Diagnostic, ...]:
    """What ``check`` reports on a page; cached, because about each answer the same draft is asked several times."""
    raw = text.encode("utf-8", "surrogatepass")
    entry = entry_of(read_raw(raw, name, judging.settings.limits), judging.contract)
    return check_file(FileContext(entry, judging.contract, judging.settings, judging.as_of))


def _known(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.code, diagnostic.pointer, diagnostic.message


def _lies_above(pointer: str, path: Path) -> bool:
    """Whether a problem is about the list or group of an answer, which may still be incomplete."""
    return pointer != "" and f"{json_pointer(path)}".startswith(f"{pointer}/")
