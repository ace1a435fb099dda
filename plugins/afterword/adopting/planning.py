"""What each file from elsewhere becomes, in memory; nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Final

from afterword.adopting.drafting import UNSAID, Draft, drafted, is_secret
from afterword.adopting.html import as_markdown
from afterword.adopting.losses import lost_words
from afterword.adopting.narrative import narrative
from afterword.adopting.not_reviews import several, why_no_review
from afterword.adopting.reading import Said, said_by
from afterword.adopting.taking import Taken, take
from afterword.adopting.titles import name_of
from afterword.check import check_file
from afterword.corpus import Entry, entry_of
from afterword.corpus.places import kind_in
from afterword.diagnostics import Diagnostic, counted, listed
from afterword.files.reason import reason
from afterword.migrations.others import Others, others
from afterword.model.unwritten import UNWRITTEN
from afterword.reading import read_raw
from afterword.rules import FileContext
from afterword.scaffold.drafting import file_name
from afterword.schema import REVIEW, Contract
from afterword.secrecy import Masked, Policy
from afterword.settings import Settings

ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkd")
_DEFAULTS: Final = {"status": "draft", "kind": "incident"}
_ORDER: Final = (
    "title",
    "status",
    "kind",
    "severity",
    "summary",
    "aliases",
    "onset",
    "detected",
    "mitigated",
    "resolved",
    "detection",
    "impact",
    "timeline",
    "trigger",
    "worked_well",
    "actions",
)


@dataclass(frozen=True)
class Adopted:
    """What one file becomes: the name and the text of a draft, or the reason why it is left.

    ``skipped`` files are no reviews; ``guessed`` are the fields with the places that say them, and ``notes`` what a
    person has to look at. ``files`` come along, by their names below ``images/``. ``replaces`` is the file itself
    where it lies among the reviews: the check would refuse it, and the draft has its text.
    """

    source: str
    target: str = ""
    text: str = ""
    left: str = ""
    skipped: bool = False
    guessed: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    replaces: Path | None = None


@dataclass
class _Seen:
    """The names and aliases of reviews and of the drafts so far, and the names of drafts by their files."""

    names: set[str]
    aliases: set[str]
    drafts: dict[Path, str]


@dataclass(frozen=True)
class Adopting:
    """How files are adopted: into which knowledge base, in which zone, and with the day or the month first.

    ``severity`` is that of texts that name none. ``aliases`` are those of the reviews that exist, in lower case.
    """

    settings: Settings
    contract: Contract
    as_of: date
    zone: str = ""
    order: str = ""
    severity: str = ""
    known: Others = field(default_factory=others)
    aliases: frozenset[str] = frozenset()

    def adopt(self, files: Iterable[Path], taken: Iterable[str]) -> Iterator[Adopted]:
        """What each file becomes, one after the other; ``taken`` are the names of reviews that exist."""
        seen = _Seen(set(taken), set(self.aliases), {})
        for file in files:
            made = self._adopted(file, seen)
            if made.target:
                seen.names.add(made.target)
                seen.aliases.update(alias.casefold() for alias in made.aliases)
                seen.drafts[file.resolve()] = made.target
            yield made

    def _adopted(self, file: Path, seen: _Seen) -> Adopted:
        source = str(file)
        try:
            if file.stat().st_size > self.settings.limits.file_bytes:
                return Adopted(source, left="it is larger than `file_bytes` under [tool.afterword.limits] allows")
            raw = take(file.read_bytes())
        except OSError as error:
            return Adopted(source, left=f"it cannot be read: {reason(error)}")
        old = raw.text
        text, shown, lost = as_markdown(old)
        notes = [*raw.notes, *([f"{counted(shown, 'tag')} of HTML became visible text"] if shown else [])]
        raw = Taken(text, raw.front, tuple(notes))
        if why := why_no_review(file, raw, self.contract.schema.get("required", ())):
            return Adopted(source, left=why, skipped=True)
        if lines := several(raw.text, self.known):
            where = ", ".join(map(str, lines[:8]))
            return Adopted(source, left=f"it has {len(lines)} reviews, on lines {where}: split it into a file for each")
        said = said_by(raw, PurePath(file.absolute()), self.known, self.zone, self.order)
        if lost:
            said.notes.append(f"{listed([f'<{name}>' for name in lost])} of HTML vanished; the words inside stay")
        if said.values.get("onset", "")[:1] not in {"1", "2"}:
            return Adopted(
                source,
                left="no day is in its name or its text: put the day of the incident first in its name",
                notes=tuple(said.notes),
            )
        # A draft takes the place of a file of which it has everything: what was left out has a note.
        instead = kind_in(file.absolute().parent, self.settings) == REVIEW and not raw.notes
        return self._drafted(file, raw, said, seen, old if instead else "")

    def _drafted(self, file: Path, raw: Taken, said: Said, seen: _Seen, old: str) -> Adopted:
        """The draft of a file; ``old`` is its text where the draft takes its place."""
        notes, instead = list(said.notes), bool(old)
        values, sources = self._filled(said, seen.aliases)
        name = name_of(file.stem, values) if instead else file_name(values)
        taken = seen.names - {file.name} if instead else seen.names
        if name in taken:
            same, number = name, 2
            while (name := f"{same[:-3]}-{number}.md") in taken:
                number += 1
            said.notes.append(f"`{same}` exists, so this one has a number; if both tell of one incident, merge them")
        body = narrative(raw.text, values["title"], file.absolute(), seen.drafts, name[:-3])
        target = f"{self.settings.reviews}/{name}"

        def judge(text: str) -> tuple[Entry, tuple[Diagnostic, ...]]:
            entry = entry_of(read_raw(text.encode("utf-8", "replace"), target, self.settings.limits), self.contract)
            found = check_file(FileContext(entry, self.contract, self.settings, self.as_of))
            return entry, tuple(one for one in found if not _will_be_there(one, body.files))

        draft = drafted(values, sources, body.text, judge)
        if not instead and kind_in(file.absolute().parent, self.settings) == REVIEW:
            said.notes.append(
                "the old file lies among the reviews, so the check refuses it; delete it when the draft is right"
            )
        cover = Masked(raw.text, Policy.of(self.settings)).cover  # notes quote the text
        told = tuple(dict.fromkeys(map(cover, [*said.notes, *body.notes, *draft.notes])))
        if draft.errors:
            return Adopted(str(file), left=cover(_why(draft)), notes=told)
        if lost := lost_words(cover(old), cover(draft.text), values["title"], body.files.values()):
            first = listed(word[:20] for word in lost[:8])
            why = f"the draft lacks {counted(len(lost), 'word')} of the old file: {first}"
            return self._drafted(file, raw, replace(said, notes=[*notes, why]), seen, "")
        used = {key: path for key, path in body.files.items() if f"images/{key}" in draft.text}
        kept = {name: sources[name] for name in values if name in sources and f"\n{name}:" in draft.text}
        aliases = tuple(values.get("aliases", ()))
        replaces = file if instead else None
        return Adopted(
            str(file), name, draft.text, guessed=kept, notes=told, files=used, aliases=aliases, replaces=replaces
        )

    def _filled(self, said: Said, known: Collection[str]) -> tuple[dict[str, Any], dict[str, str]]:
        """The fields in the order of a review, with what every draft needs; ``known`` are the aliases of others."""
        values, sources = dict(said.values), dict(said.sources)
        if "severity" not in values:
            terms = self.contract.fields.children["severity"].terms
            values["severity"] = self.severity or list(terms)[-1]
            sources["severity"] = "the option --severity" if self.severity else UNSAID
        if "summary" not in values:
            values["summary"], sources["summary"] = f"{UNWRITTEN}: {values['title']}", UNSAID
        if repeated := [alias for alias in values.get("aliases", ()) if alias.casefold() in known]:
            values["aliases"] = [alias for alias in values["aliases"] if alias not in repeated]
            said.notes.append(
                f"{listed(repeated)} names another review too, and was left out; do both tell of one incident?"
            )
        if not values.get("aliases"):
            values.pop("aliases", None)
        for name, value in _DEFAULTS.items():
            values.setdefault(name, value)
        sources.setdefault("kind", UNSAID)
        return {name: values[name] for name in _ORDER if name in values}, sources


def _will_be_there(problem: Diagnostic, files: Mapping[str, Path]) -> bool:
    """Whether a broken link leads to a file that comes along."""
    return problem.name == "broken-link" and any(f"images/{name}" in problem.message for name in files)


def _why(draft: Draft) -> str:
    first = next((one for one in draft.errors if is_secret(one)), draft.errors[0])
    if is_secret(first):
        return (
            f"it has a secret, which no review may have: {first.message}; take it out, and change it where it is used"
        )
    return f"the check refuses it: {first.code} {first.name}, line {first.span.line} of the draft: {first.message}"
