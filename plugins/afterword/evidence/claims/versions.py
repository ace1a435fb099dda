"""The versions of a model as a review names them, held against its registry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from afterword.evidence.cited import Cited, newest
from afterword.evidence.claims.measured import Contradiction, clock_text
from afterword.evidence.claims.names import words_of
from afterword.evidence.snapshot import Registered, Snapshot
from afterword.model import Review, parse_moment
from afterword.text.expression import expression

_TOKEN: Final = expression(r"[a-z0-9][a-z0-9._-]*", re.IGNORECASE)
_URI: Final = expression(r"models:/(?P<model>[^/@]+)/(?P<version>[^/@?#]+)")
_LABELS: Final = "labels"
_CLOSE: Final = timedelta(hours=12)
ADVICE: Final = "Correct one of the two; if the registry was changed since, say in the narrative when and by whom."


def versions(review: Review, found: Sequence[Cited]) -> Iterator[Contradiction]:
    """Each version, registry entry and day of training that the registry contradicts, and not only by an inference."""
    usable = [(one.path, one.snapshot) for one in newest(found) if one.snapshot]
    known = [(path, entry) for path, snapshot in usable for entry in (*snapshot.registry, *_served(snapshot))]
    models = review.data.get("models", ())
    for place, model in enumerate(models):
        entries = _entries(model, models, known)
        for key in ("version", "last_good_version", "registry", "trained_at"):
            wrong = [(said, entry) for path, entry in entries if (said := _said(key, model, entry, path))]
            firm = [said for said, entry in wrong if not entry.inferred]
            if firm and len(wrong) == len(entries):
                yield Contradiction(("models", place, key), firm[0], ADVICE)


def _served(snapshot: Snapshot) -> Iterator[Registered]:
    """The versions whose numbers were measured, by the labels of the series."""
    labels = [dict(series.labels) for series in snapshot.series if series.points]
    for model, version in dict.fromkeys((each.get("model"), each.get("version")) for each in labels):
        if model and version:
            yield Registered(model, version, history=_LABELS)


def _entries(
    model: Mapping[str, Any], models: Sequence[Mapping[str, Any]], known: Sequence[tuple[str, Registered]]
) -> list[tuple[str, Registered]]:
    """The entries of the registry that are of a model: by its name or its address, or the only one there is."""
    name, uri = words_of(model["name"]), str(model.get("registry", ""))
    named = [
        (path, entry)
        for path, entry in known
        if entry.model in re.split(r"[/@:?#]", uri) or words_of(entry.model) <= name or name <= words_of(entry.model)
    ]
    alone = len(models) == 1 and len({entry.model for _, entry in known}) == 1
    return named or (list(known) if alone else [])


def _said(key: str, model: Mapping[str, Any], entry: Registered, path: str) -> str:
    """The sentence on what differs; empty where nothing does."""
    written = model.get(key)
    if written is None:
        return ""
    source = "measured is" if entry.history is _LABELS else "the registry has"
    said = f"`{key}` is {str(written)[:80]}, but in {path} {source} "
    of = f" for `{entry.model[:60]}`"
    if key == "trained_at":
        day = parse_moment(written)
        if day is None or entry.trained_at is None:
            return ""
        apart = entry.trained_at < day.earliest - _CLOSE or entry.trained_at > day.latest + _CLOSE
        return f"{said}{clock_text(entry.trained_at)}{of}" if apart else ""
    if key == "registry":
        return f"{said}{entry.uri}{of}" if entry.uri and _other_entry(written, entry) else ""
    theirs = entry.version if key == "version" else entry.last_good_version
    return f"{said}{theirs}{of}" if theirs and _other_version(written, theirs) else ""


def _other_version(written: str, theirs: str) -> bool:
    """Whether a text names a version of the same form, and not that one."""
    wanted = _bare(theirs)
    named = [_bare(token) for token in _TOKEN.findall(written)]
    if wanted in named or _bare(written) == wanted:
        return False
    return any(_form(one) == _form(wanted) for one in named)


def _other_entry(written: str, entry: Registered) -> bool:
    ours, theirs = _URI.search(written), _URI.search(entry.uri or "")
    if ours is None or theirs is None:
        return False
    if ours["model"] != theirs["model"]:
        return True
    return _form(ours["version"]) == _form(theirs["version"]) and ours["version"] != theirs["version"]


def _bare(version: str) -> str:
    """A version without what people put before it: `v42` and `42.` are `42`."""
    return re.sub(r"^(?:version|ver|v)[. _-]?(?=\d)", "", version.strip().lower()).rstrip(".,;")


def _form(version: str) -> str:
    """The form of a version: digits and letters as such, so that a day is not compared with a number."""
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "9", _bare(version)))
