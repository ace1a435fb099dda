"""Find the schemas, make each self-contained, and refuse an unsafe one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from afterword.files.reason import reason
from afterword.reading.nodes import FIELD_NAME
from afterword.schema.facets import complaint_about
from afterword.settings.limits import Limits
from afterword.text.safe_regex import unsafe_pattern

Schema = Mapping[str, Any]

REVIEW: Final = "postmortem"
PATTERN: Final = "pattern"
EVIDENCE: Final = "evidence"

_PACKAGE = Path(__file__).resolve().parents[1]
# A wheel has the schemas inside the package; a source tree has them at its top level.
_HOMES = (_PACKAGE / "data" / "schema", _PACKAGE.parents[1] / "schema")
_NAME: Final = "{}.schema.json"
_OTHER_FILE = re.compile(r"[a-z]+\.schema\.json(?=#)")
_REFERENCE: Final = ".schema.json#"


class SchemaError(Exception):
    """A schema cannot be used; the message names the file and what to change."""


def load_schema(name: str, folder: Path | None = None) -> Schema:
    """Load ``REVIEW``, ``PATTERN`` or ``EVIDENCE`` from a folder, or the package's own; definitions are included.

    A folder need not have ``EVIDENCE``: one that was made earlier has none. Raises ``SchemaError``.
    """
    if folder is None or (name == EVIDENCE and not (folder / _NAME.format(name)).exists()):
        return _own(name, said_by())
    file = folder / _NAME.format(name)
    schema = _load(file)
    if complaints := [*complaints_about(schema), *([] if name == EVIDENCE else misnamed(schema))]:
        raise SchemaError(f"{file}: {complaints[0]}")
    _place_facets(schema, name)
    return schema


# A test checks the package's own schemas; checking them again on every run would cost time.
@lru_cache(maxsize=4)
def _own(name: str, said: tuple[bytes, ...]) -> Schema:  # noqa: ARG001 - `said` is for the cache
    return _load(_home() / _NAME.format(name))


def said_by(folder: Path | None = None) -> tuple[bytes, ...]:
    """The current content of the schema files of a folder; ``load_schema`` reports files that cannot be read."""
    with suppress(OSError):
        return tuple(file.read_bytes() for file in sorted(_home(folder).glob("*.schema.json")))
    return ()


def load_interface() -> Schema:
    """The schema of the JSON files that a site publishes; always the package's own.

    Raises ``SchemaError``.
    """
    file = _home() / "api.schema.json"
    return _parse(file, _said(file))


def _place_facets(schema: Schema, name: str) -> None:
    """Give each facet without places those that it has in the package's own schema.

    A copy that was made before there were places shows its facets where it did.
    """
    placeless = {facet["name"]: facet for facet in _facets(schema) if "places" not in facet}
    own = _facets(load_schema(name)) if placeless else ()
    for facet in own:
        if facet["name"] in placeless and "places" in facet:
            placeless[facet["name"]]["places"] = facet["places"]


def _facets(schema: Schema) -> Iterator[dict[str, Any]]:
    for _, part in _parts(schema, "#"):
        facet = part.get("x-facet")
        if isinstance(facet, dict) and "name" in facet:
            yield facet


def _home(folder: Path | None = None) -> Path:
    return folder or next((path for path in _HOMES if path.is_dir()), _HOMES[0])


def _load(file: Path) -> Schema:
    said = _said(file)
    schema = _parse(file, _alone(said))
    for other in sorted(set(_OTHER_FILE.findall(said))) if _REFERENCE in said else ():
        place = file.with_name(other)
        borrowed = _parse(place, _alone(_said(place))).get("$defs", {})
        schema["$defs"] = {**borrowed, **schema.get("$defs", {})}
    return schema


def _alone(said: str) -> str:
    """A schema that refers to itself where it referred to other files; looking for these takes longer than reading."""
    return _OTHER_FILE.sub("", said) if _REFERENCE in said else said


def _said(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise SchemaError(f"{file}: the schema cannot be read: {reason(error)}") from error
    except ValueError as error:
        raise SchemaError(f"{file}: the schema is not valid JSON: {error}") from error


def _parse(file: Path, said: str) -> dict[str, Any]:
    try:
        schema = json.loads(said)
    except ValueError as error:
        raise SchemaError(f"{file}: the schema is not valid JSON: {error}") from error
    if not isinstance(schema, dict):
        raise SchemaError(f"{file}: the schema is not a JSON object")
    return schema


def complaints_about(schema: Schema) -> Iterator[str]:
    """What makes a schema unsafe: an invalid reference, a dangerous pattern, an object that allows any key."""
    version = schema.get("x-version", 1)
    if type(version) is not int or version < 1:
        yield f"#: x-version is {version!r}; it must be a whole number of at least 1"
    for path, part in _parts(schema, "#"):
        reference = part.get("$ref")
        if isinstance(reference, str) and not reference.startswith("#"):
            yield f"{path}: the reference {reference!r} is outside the file; define it under $defs"
        elif isinstance(reference, str) and not _leads_somewhere(reference, schema):
            yield f"{path}: the reference {reference!r} does not exist; define it under $defs"
        if isinstance(part.get("type"), list):
            yield f"{path}: there is more than one type; give the field one type"
        pattern = part.get("pattern")
        if isinstance(pattern, str) and (reason := unsafe_pattern(pattern)):
            yield f"{path}: the pattern {pattern!r} {reason}"
        if complaint := complaint_about(part.get("x-facet")):
            yield f"{path}: {complaint}"
        if "properties" in part and part.get("type") == "object" and part.get("additionalProperties") is not False:
            yield f"{path}: the object allows any key; set additionalProperties to false"


def misnamed(schema: Schema) -> Iterator[str]:
    """The fields that no front matter can have, because their names cannot be read."""
    longest = Limits().key
    for path, part in _parts(schema, "#"):
        # A definition may have the name "properties"; only a group of fields has nothing but schemas in it.
        if path.endswith("/properties") and all(isinstance(value, dict | bool) for value in part.values()):
            for name in part:
                if len(name) > longest or not FIELD_NAME.fullmatch(name):
                    yield (
                        f"{path}: no review can have a field {name[:80]!r}; begin its name with a lower-case letter, "
                        f"and use only lower-case letters, digits and underscores, at most {longest} characters"
                    )


def _parts(schema: Any, path: str) -> Iterator[tuple[str, Schema]]:
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            yield from _parts(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for position, value in enumerate(schema):
            yield from _parts(value, f"{path}/{position}")


def _leads_somewhere(reference: str, schema: Schema) -> bool:
    for _ in range(10):  # a definition may refer to another, but not in a circle
        target: Any = schema
        for step in reference.removeprefix("#/").split("/"):
            target = target.get(step) if isinstance(target, dict) else None
        if not isinstance(target, dict):
            return False
        if "$ref" not in target:
            return True
        reference = target["$ref"]
    return False
