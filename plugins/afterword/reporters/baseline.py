"""A baseline: known problems that may stay, while new ones are reported and fixed ones must be removed.

A problem is identified by its file, its rule, its field and a digest of the words that it marks. Line numbers and
positions in lists are left out, so that an edit elsewhere makes no old problem look new. Secrets are masked before the
digest is computed, so that not even their digest is stored.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from afterword.check import Report
from afterword.diagnostics import Diagnostic, Severity, Span
from afterword.files.atomic_file import write_whole
from afterword.files.reason import reason
from afterword.rules import all_rules
from afterword.secrecy import Masked
from afterword.secrecy.masking import COVER
from afterword.settings import SettingsError

VERSION: Final = 1
_KEYS: Final = ("path", "code", "pointer", "text")


class Fingerprint(NamedTuple):
    """What makes a problem the same one after an edit elsewhere."""

    path: str
    code: str
    pointer: str
    text: str


class Baseline(NamedTuple):
    """How many problems of each fingerprint may stay."""

    counts: Mapping[Fingerprint, int]

    @classmethod
    def of(cls, found: Iterable[tuple[Diagnostic, Fingerprint]]) -> Baseline:
        return cls(Counter(fingerprint for _, fingerprint in found))

    @classmethod
    def read(cls, file: Path) -> Baseline:
        """Read a baseline; raise ``SettingsError`` if the file is not a baseline."""
        try:
            data = json.loads(file.read_text("utf-8"))
        except OSError as error:
            raise SettingsError(
                f"The baseline {file} cannot be read: {reason(error)}. Create one with --write-baseline."
            ) from error
        except (ValueError, RecursionError) as error:
            raise SettingsError(
                f"The baseline {file} is not JSON: {error}. Recreate it with --write-baseline."
            ) from error
        if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("problems"), list):
            raise SettingsError(f"{file} is not a baseline of this version. Recreate it with --write-baseline.")
        return cls(dict(_entry(entry, file) for entry in data["problems"]))

    def write(self, file: Path) -> None:
        """Write it sorted, one problem per line, completely or not at all."""
        rows = (
            json.dumps({**dict(zip(_KEYS, key, strict=True)), "count": count}, ensure_ascii=True)
            for key, count in sorted(self.counts.items())
        )
        listed = ",\n    ".join(rows)
        problems = f"[\n    {listed}\n  ]" if listed else "[]"
        try:
            write_whole(file, f'{{\n  "version": {VERSION},\n  "problems": {problems}\n}}\n')
        except OSError as error:
            raise SettingsError(f"The baseline {file} cannot be written: {reason(error)}") from error

    def still(self, baseline: Baseline, unseen: Collection[str]) -> Baseline:
        """The part of it that is still found, or is in files that were not checked."""
        counts = {
            key: count if key.path in unseen else min(count, baseline.counts.get(key, 0))
            for key, count in self.counts.items()
        }
        return Baseline({key: count for key, count in counts.items() if count})

    def applied(self, report: Report) -> Report:
        """The report without the known problems; of several with one fingerprint, the first are the known ones."""
        room = Counter(dict(self.counts))
        known = set()
        for number, (diagnostic, fingerprint) in enumerate(_with_fingerprints(report)):
            if fingerprint is not None and room[fingerprint] > 0 and may_stand(diagnostic):
                room[fingerprint] -= 1
                known.add(number)
        kept = tuple(one for number, one in enumerate(report.diagnostics) if number not in known)
        return replace(report, diagnostics=kept, known=len(known))

    def fixed(self, baseline: Baseline, codes: Collection[str], unseen: Collection[str]) -> list[str]:
        """A sentence for each problem that is fixed, of the rules that ran and the files that were checked."""
        lines = []
        for key, count in sorted(self.counts.items()):
            gone = count - baseline.counts.get(key, 0)
            if gone > 0 and key.code in codes and key.path not in unseen:
                place = f" {key.pointer}" if key.pointer else ""
                lines.append(f"{key.path}:{place} {key.code} is fixed: remove it from the baseline ({gone} of {count})")
        return lines


def may_stand(diagnostic: Diagnostic) -> bool:
    """Whether a baseline may contain it.

    A review with errors of reading or of the schema has no clear meaning, and a secret must be revoked.
    """
    return diagnostic.severity is not Severity.INFO and diagnostic.code not in _mandatory()


@cache
def _mandatory() -> frozenset[str]:
    secret = {rule.code for rule in all_rules() if rule.family == "secrets" and rule.severity is Severity.ERROR}
    return frozenset(secret | {rule.code for rule in all_rules() if rule.mandatory})


def fingerprints(report: Report) -> Iterator[tuple[Diagnostic, Fingerprint]]:
    """The problems that a baseline may contain."""
    for diagnostic, fingerprint in _with_fingerprints(report):
        if fingerprint is not None and may_stand(diagnostic):
            yield diagnostic, fingerprint


def _with_fingerprints(report: Report) -> Iterator[tuple[Diagnostic, Fingerprint | None]]:
    for diagnostic in report.diagnostics:
        source = report.loaded.sources.get(diagnostic.path)
        yield diagnostic, None if source is None else _fingerprint(diagnostic, source)


def _fingerprint(diagnostic: Diagnostic, source: Masked) -> Fingerprint:
    words = " ".join(_marked(source, diagnostic.span).casefold().split())
    pointer = re.sub(r"(?<=/)\d+(?=/|$)", "*", diagnostic.pointer)
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Fingerprint(diagnostic.path, diagnostic.code, pointer, digest)


def _marked(source: Masked, span: Span) -> str:
    """The marked words; if they are masked, the whole line, because masks look alike."""
    whole = [source.line(number) for number in range(span.line, span.end_line + 1)]
    lines = list(whole)
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    marked = "\n".join(lines)
    return marked if COVER not in marked else "\n".join(whole)


def _entry(entry: Any, file: Path) -> tuple[Fingerprint, int]:
    if isinstance(entry, dict) and entry.keys() == {*_KEYS, "count"}:
        texts = [entry[key] for key in _KEYS]
        if all(isinstance(text, str) for text in texts) and type(entry["count"]) is int and entry["count"] > 0:
            return Fingerprint(*texts), entry["count"]
    raise SettingsError(f"The baseline {file} has an invalid entry. Recreate it with --write-baseline.")
