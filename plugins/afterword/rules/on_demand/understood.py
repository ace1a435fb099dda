"""What a broken file means: the values that have one meaning count as it, so that all that follows is told at once.

``kind: near miss`` asks for `near_miss` in the first round, and not only after `afterword fix`.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from afterword.corpus import Entry
from afterword.rules.on_demand.meanings import form_meant, items_meant
from afterword.rules.on_demand.repair import FOR_ITS_AUTHOR, Left
from afterword.rules.on_demand.typos import word_meant
from afterword.rules.wording import field_at
from afterword.schema import Contract
from afterword.settings import Settings

if TYPE_CHECKING:
    from afterword.schema.detailed_validator import Violation

_WORDS: Final = frozenset({"oneOf", "enum", "const"})
_FORMS: Final = frozenset({"format", "pattern"})


class Understood(NamedTuple):
    """The data as `afterword fix` would write its values, and what breaks the schema as it is written and then."""

    data: dict[str, Any]
    violations: tuple[Violation, ...]


def understood(entry: Entry, contract: Contract, settings: Settings) -> Understood:
    """What the values of a file mean; the file stays as it is, and so does each problem with a value."""
    meant = {
        violation.path: value
        for violation in entry.violations
        if not isinstance(value := _meant(violation, contract, settings), Left)
    }
    if not meant:
        return Understood(entry.data, entry.violations)
    data = deepcopy(entry.data)
    for path, value in meant.items():
        parent: Any = data
        for step in path[:-1]:
            parent = parent[step]
        parent[path[-1]] = value
    written = [violation for violation in entry.violations if violation.path in meant]
    return Understood(data, (*written, *contract.violations(data)))


def _meant(violation: Violation, contract: Contract, settings: Settings) -> Any:
    """The one value that is meant where the schema refuses one; ``Left`` where it is not certain."""
    path, text = violation.path, violation.value
    field = field_at(contract, path)
    if field is None or not path or not isinstance(text, str):
        return FOR_ITS_AUTHOR
    if violation.keyword in _WORDS:
        return word_meant(settings, field, path, text) or FOR_ITS_AUTHOR
    if violation.keyword in _FORMS:
        form = form_meant(settings, field, text)
        return form if isinstance(form, Left) else form[0]
    return items_meant(settings, field, path, text) if violation.keyword == "type" else FOR_ITS_AUTHOR
