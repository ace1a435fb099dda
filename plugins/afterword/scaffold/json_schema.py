"""The schema of the front matter in one file, for tools that read YAML by their own rules.

The check reads every value as the text that it is, and the schema says what it means. Other tools take `1995` for a
number, and know none of our formats.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from afterword.model.moment import FIRST_YEAR, LAST_YEAR, UNKNOWN
from afterword.schema import Contract

_DAY: Final = "(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME: Final = "T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-][0-9]{2}:[0-9]{2})"
_FORMATS: Final[dict[str, dict[str, Any]]] = {
    "moment": {
        "type": ["string", "integer"],
        "pattern": f"^(?:{UNKNOWN}|(?:19|20|21)[0-9]{{2}}(?:-(?:0[1-9]|1[0-2]))?|{_DAY}(?:{_TIME})?)$",
        "minimum": FIRST_YEAR,
        "maximum": LAST_YEAR,
    },
    "date": {"pattern": f"^{_DAY}$"},
}
_NUMBERS: Final = ("2024", "1.1")


def json_schema(contract: Contract) -> str:
    """The schema of a contract, which also takes a number where YAML may read a text as one."""
    return json.dumps(_for_others(contract.schema), indent=2, ensure_ascii=False) + "\n"


def _for_others(part: Any) -> Any:
    if isinstance(part, list):
        return [_for_others(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: _for_others(value) for key, value in part.items()}
    return made | _of_a_text(part) if part.get("type") == "string" else made


def _of_a_text(part: dict[str, Any]) -> dict[str, Any]:
    """What another tool must know of a text."""
    if part.get("format") in _FORMATS:
        return _FORMATS[part["format"]]
    pattern = part.get("pattern", "")
    limited = {"format", "const", "enum", "oneOf"} & part.keys()
    if limited or not any(re.search(pattern, number) for number in _NUMBERS):
        return {}
    return {"type": ["string", "number"]}
