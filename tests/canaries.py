"""A knowledge base whose internal reviews have a word of their own in every field, and how to find such a word."""

from __future__ import annotations

import base64
import gzip
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, Final

import yaml

from afterword.rules import all_rules
from afterword.schema import REVIEW, Contract, Field
from afterword.schema.formats import accepts
from tests.evidence_made import path_of, written
from tests.knowledge import DRAFT, PATTERN_PAGE, Base, overlaid, page, run_forked
from tests.made import begun

SHARED_MODEL: Final = "Page ranker"
PUBLIC: Final = "postmortems/2026-01-05-cold-cache.md"
"""A public review that has a model, a pattern and many words in common with the internal ones."""

_WORD = re.compile(rb"zq[a-j]{4}vx")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")
_GZIP: Final = b"\x1f\x8b"


@dataclass
class Canaries:
    """Words that stand nowhere else, each with the place where it stands."""

    places: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """A new word for a place."""
        letters = "".join("abcdefghij"[int(digit)] for digit in f"{len(self.places):04}")
        word = f"zq{letters}vx"
        self.places[word] = place
        return word

    def found(self, texts: Iterable[tuple[str, bytes]]) -> set[str]:
        """Where words are found in these texts, and whose they are."""
        return {
            f"{name}: {self.places.get(match.decode(), match.decode())}"
            for name, raw in texts
            for form in forms(raw)
            for match in _WORD.findall(form.lower())
        }


def forms(raw: bytes) -> Iterator[bytes]:
    """Some bytes, and what is packed in them."""
    yield raw
    if raw.startswith(_GZIP):
        yield gzip.decompress(raw)
    for match in _BASE64.findall(raw):
        with suppress(ValueError):
            decoded = base64.b64decode(match + b"=" * (-len(match) % 4))
            yield decoded
            with suppress(zlib.error):
                yield zlib.decompress(decoded, wbits=-zlib.MAX_WBITS)


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder with its bytes; its path is a text as well, and tables are read."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            path = file.relative_to(folder).as_posix()
            yield path, path.encode()
            yield path, file.read_bytes()
            if file.suffix == ".parquet":
                import pyarrow.parquet

                yield path, str(pyarrow.parquet.read_table(file).to_pylist()).encode()


def complete(canaries: Canaries, **fixed: Any) -> dict[str, Any]:
    """A front matter with every field of the schema, each text with a word of its own, that keeps to the schema."""
    contract = Contract(REVIEW)
    data = {name: _filled(child, canaries) for name, child in contract.fields.children.items()} | fixed
    for _ in range(len(data)):
        if not (violations := contract.violations(data)):
            return data
        data.pop(str(violations[0].path[0]))
    raise AssertionError(violations)


def _filled(one: Field, canaries: Canaries, examples: tuple[Any, ...] = ()) -> Any:
    """A value for a field; ``examples`` are those of its list, for an item that has none of its own."""
    if one.vocabulary:
        return one.vocabulary[0].value
    if one.kind == "object":
        return {name: _filled(child, canaries) for name, child in one.children.items()}
    if one.kind == "array" and one.item is not None:
        below = tuple(item for example in one.examples for item in example)
        return [_filled(one.item, canaries, below) for _ in range(max(1, one.bounds.get("minItems", 1)))]
    examples = one.examples or examples
    if one.kind != "string":
        return examples[0]
    word = canaries.word("/".join(one.path))
    forms = (
        f"It says {word}.",
        word,
        f"https://tracker.example.org/{word}",
        f"images/{word}.csv",
        f"evidence/2025-02-03-{word}/prod.json",
        f"2025-02-03-{word}",
    )
    return next((text for text in forms if _fits(text, one)), examples[0])


def _fits(text: str, one: Field) -> bool:
    if one.format and not accepts(one.format, text):
        return False
    fitting = re.search(one.bounds.get("pattern", ""), text) is not None
    return fitting and len(text) <= one.bounds.get("maxLength", len(text))


@dataclass(frozen=True)
class Secretive:
    """The knowledge base, its words, and the internal reviews in it."""

    base: Base
    canaries: Canaries
    internal: tuple[Path, ...]

    def with_all_rules(self) -> Base:
        """The same with every rule on."""
        self.base.write("pyproject.toml", '[tool.afterword]\naudience = "public"\n')
        return self.base

    def mention(self, sentence: str) -> None:
        """Let the public review say something."""
        file = self.base.root / PUBLIC
        file.write_text(f"{file.read_text('utf-8')}\n{sentence}\n", "utf-8")

    @classmethod
    def made(cls, folder: Path) -> Secretive:
        """Begin a knowledge base for the public, with one review for it and two that are internal."""
        base, canaries = Base(begun(folder)), Canaries()
        shutil.rmtree(folder / "postmortems")
        off = "\n".join(f'{rule.code} = "off"' for rule in all_rules() if not rule.mandatory and rule.code != "AW412")
        base.write("pyproject.toml", f'[tool.afterword]\naudience = "public"\n[tool.afterword.rules]\n{off}\n')
        base.write("docs/patterns/evaluation-blind-spot.md", PATTERN_PAGE)
        shared = f"visibility: public\nstatus: draft\nmodels: [{{name: {SHARED_MODEL}, task: ranking}}]\n"
        shared += "patterns: [evaluation-blind-spot]\naliases: [INC-1]\n"
        base.write(PUBLIC, page(overlaid(DRAFT, f"onset: 2026-01-05\n{shared}")))
        kinds = ("incident", "near-miss")
        return cls(base, canaries, tuple(_internal(base, canaries, kind, at) for at, kind in enumerate(kinds, 1)))


def _internal(base: Base, canaries: Canaries, kind: str, number: int) -> Path:
    fields = complete(canaries, kind=kind, visibility="internal", status="published", provenance="own")
    fields["models"].append({"name": SHARED_MODEL, "task": "ranking"})
    fields["patterns"].append("evaluation-blind-spot")
    fields["summary"] += " The cache was empty for an hour, and pages were slow."
    images = [f"images/{canaries.word('the name of an attachment')}{suffix}" for suffix in (".svg", ".csv", ".odd")]
    for image in images:
        word = canaries.word("the bytes of an attachment")
        base.write(f"postmortems/{image}", f'<svg xmlns="http://www.w3.org/2000/svg"><title>{word}</title></svg>')
    shown = "".join(f"![{canaries.word('the text of an image')}]({image})\n" for image in images)
    id_ = f"2025-0{number}-03-{canaries.word('the name of a file')}"
    for name, words in (("prod", "10:00 0.41"), ("prod-2", "10:00 0.38\nsupersedes prod")):
        series = f"{canaries.word('a metric')} {{slice={canaries.word('a slice')}}}, a breach below 0.9: {words}"
        base.write(path_of(name, id_), written(series, name, id_))
        shown_by = {"kind": "metric", "what": "Numbers", "file": f"evidence/{id_}/{name}.json"}
        fields["diagnosis"]["evidence"] += [shown_by] if name == "prod-2" else []
    body = f"## What {canaries.word('a heading')}\n\nIt {canaries.word('the narrative')}.\n\n{shown}"
    return base.write(f"postmortems/{id_}.md", page(yaml.safe_dump(fields, sort_keys=False, allow_unicode=True), body))


def said(done: CompletedProcess[str]) -> list[tuple[str, bytes]]:
    """What a command printed."""
    return [("stdout", done.stdout.encode()), ("stderr", done.stderr.encode())]


def mkdocs(base: Base, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """The engine, in a process of its own."""
    return run_forked("mkdocs", *arguments, cwd=base.root, **environment)
