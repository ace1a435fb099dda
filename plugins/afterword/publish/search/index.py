"""The index of the search, written into a site part by part; the scripts of the search page load what they need.

Each part is a script that hands over a value, so that it also loads where a page was opened from a folder.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Final

from afterword.analysis.recall import Recall
from afterword.analysis.recall.ranking import Ranking
from afterword.pages.search_entry import ACTION_HITS, JOINT, SearchEntry
from afterword.publish.search.coding import numbers, packed, rising
from afterword.publish.search.found import Found, Said
from afterword.publish.search.names import name_entries
from afterword.publish.search.postings import Shelf, group_files, word_files
from afterword.text.terms import stem, stems, words

FOLDER: Final = "assets/search"
HEAD: Final = "head"

_TITLE, _TEXT = 3.0, 1.0
"""What a word counts in the title of a page that is neither a review nor a pattern, and in its text."""

_SHOWN: Final = ("type", "severity", "kind", "provenance", "status")
"""The filters that a result shows."""

_BY_NAME: Final = ("overview", "guide")
"""The types of pages that somebody asks for by a name; a review or a pattern is found by what it says."""

_LEAST_FORM: Final = 3

_PAGES: Final = 8
"""How many pages one part shows: together they take less room, and few of them are read for each that is asked for."""


class SearchIndex:
    """Takes in pages, and writes the index of all of them.

    ``recall`` ranks reviews and patterns; ``reviews`` and ``patterns`` are the paths of their pages in its order.
    """

    def __init__(self, recall: Recall, reviews: Sequence[str], patterns: Sequence[str]) -> None:
        self._recall, self._known = recall, (tuple(reviews), tuple(patterns))
        self._found: dict[str, Found] = {}
        # By word the places of the pages on which it stands: those of reviews, of patterns, and of all others.
        self._standing: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
        self._elsewhere: dict[str, list[int]] = defaultdict(list)
        self._places = {
            path: (standing, place)
            for standing, paths in zip(self._standing, self._known, strict=True)
            for place, path in enumerate(paths)
        }

    def knows(self, path: str) -> bool:
        """Whether the page of this path is one which recall ranks."""
        return path in self._places

    def add(self, path: str, url: str, entry: SearchEntry, said: Said) -> None:
        """Take in a page: its path among the pages, its address in the site, how it is found, and what stands on it."""
        standing, place = self._places.get(path) or (self._elsewhere, len(self._found))
        for word in said.words.split():
            standing[word].append(place)
        self._found[path] = Found(url, entry, said.title, said.shown, "" if self.knows(path) else said.text)

    def write(self, site: Path) -> None:
        """Write the index into a site, in place of one that is there."""
        folder = site / FOLDER
        shutil.rmtree(folder, ignore_errors=True)
        parts = _Parts(folder / "new")
        ordered, shelves = self._shelved()
        for number, at in enumerate(range(0, len(ordered), _PAGES)):
            parts.write(f"page/{number}", _shown(ordered[at : at + _PAGES]))
        same = dict(group_files(shelves))
        for number, group in same.items():
            parts.write(f"same/{number}", group)
        names = name_entries(self._recall, shelves[0].numbers, shelves[1].numbers)
        firsts = []
        for number, (first, part) in enumerate(word_files(shelves, same, names)):
            parts.write(f"words/{number}", part)
            firsts.append(first)
        letters = _by_letter((*self._standing, self._elsewhere))
        for letter, those in letters.items():
            parts.write(f"forms/{letter}", " ".join(those))
        parts.write("actions", _actions(ordered))
        version = parts.version
        (folder / "new").rename(folder / version)
        head = {
            "version": version,
            "sizes": [shelf.ranking.size for shelf in shelves],
            "ends": list(accumulate(shelf.pages for shelf in shelves)),
            "words": firsts,
            "pages": _PAGES,
            "letters": "".join(letters),
            "named": _named(ordered),
            "lent": [_value(path) for path in self._known[1] if path in self._found],
            **_facts(ordered),
        }
        _Parts(folder).write(HEAD, head)

    def _shelved(self) -> tuple[list[Found], list[Shelf]]:
        """The pages in the order of their numbers, and the shelves on which they stand."""
        ordered: list[Found] = []
        shelves: list[Shelf] = []
        left = dict(self._found)
        rankings = (self._recall.ranking, self._recall.register)
        for ranking, paths, standing in zip(rankings, self._known, self._standing, strict=True):
            places: list[int | None] = []
            for path in paths:
                found = left.pop(path, None)
                places.append(None if found is None else len(ordered))
                if found is not None:
                    ordered.append(found)
            shelves.append(Shelf(ranking, places, _by_stem(standing)))
        others = [left[path] for path in sorted(left)]
        texts = ([("title", _TITLE, one.title), ("text", _TEXT, one.text)] for one in others)
        numbers_ = range(len(ordered), len(ordered) + len(others))
        shelves.append(Shelf(Ranking.of(texts), numbers_, {}))
        return [*ordered, *others], shelves


class _Parts:
    """Writes parts into a folder, and knows a version of them all."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._digest = folder, blake2b(digest_size=8)

    def write(self, name: str, value: object) -> None:
        held = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        raw = f"afterword.part({json.dumps(name)},{held});\n".encode()
        file = self._folder / f"{name}.js"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        self._digest.update(raw)

    @property
    def version(self) -> str:
        return self._digest.hexdigest()


def _value(path: str) -> str:
    """The value of a filter, by the path of its page."""
    return Path(path).stem.removesuffix("_")


def _shown(pages: Sequence[Found]) -> Mapping[str, object]:
    """What results show of some pages.

    Their texts and actions are packed: they repeat what the pages say, and a reader meets those of few pages.
    """
    return {"pages": [_said(found) for found in pages], "texts": packed(found.shown for found in pages)}


def _said(found: Found) -> Mapping[str, object]:
    """What a result shows of a page beside its text and its actions."""
    filters = {name: value for name, value in reversed(found.entry.filters) if name in _SHOWN}
    facts = {"title": found.title, **{name: fact for name, fact in found.entry.facts if name != ACTION_HITS}}
    return {"url": found.url, "facts": facts, "filters": filters}


def _facts(ordered: Sequence[Found]) -> Mapping[str, object]:
    """What the head knows of the pages: which have each value of each filter, their two orders, and the invented."""
    having: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, found in enumerate(ordered):
        for name, value in dict.fromkeys(found.entry.filters):
            if name != JOINT:
                having[name][value].append(number)
    facets = {
        name: {value: rising(those) for value, those in sorted(values.items())}
        for name, values in sorted(having.items())
    }
    days = {day: at for at, day in enumerate(sorted({found.entry.day for found in ordered}))}
    ranks = {rank: at for at, rank in enumerate(sorted({found.entry.rank for found in ordered}))}
    return {
        "facets": facets,
        "days": numbers(days[found.entry.day] for found in ordered),
        "ranks": numbers(ranks[found.entry.rank] for found in ordered),
        "invented": rising(number for number, found in enumerate(ordered) if found.entry.invented),
    }


def _named(ordered: Sequence[Found]) -> Mapping[str, int]:
    """The pages about the site and the tool by their titles and names: the stems of each in order, parted by spaces."""
    found: dict[str, int] = {}
    for number, one in enumerate(ordered):
        if dict(one.entry.filters).get("type") in _BY_NAME:
            # Of a title such as "Use the data" one word is left that asks for much else.
            title = one.title if len(stems(one.title)) > 1 or len(words(one.title)) == 1 else ""
            for name in (title, *one.entry.names):
                found.setdefault(" ".join(sorted(stems(name))), number)
    found.pop("", None)
    return found


def _actions(ordered: Sequence[Found]) -> Mapping[str, object]:
    """The actions of reviews: their kinds as ``area|state|owner``, and by page which it has."""
    known: dict[str, int] = {}
    by_page: dict[int, list[int]] = {}
    for number, found in enumerate(ordered):
        if hits := dict(found.entry.facts).get(ACTION_HITS):
            kinds = ["|".join(hit[1:4]) for hit in json.loads(hits)]
            by_page[number] = [known.setdefault(kind, len(known)) for kind in kinds]
    urls = [ordered[number].url for number in by_page]
    return {
        "kinds": list(known),
        "pages": rising(by_page),
        "has": [numbers(those) for those in by_page.values()],
        "urls": urls,
    }


def _by_stem(standing: Mapping[str, Sequence[int]]) -> Mapping[str, Sequence[int]]:
    """By stem the places of the pages on which its words stand: of each word, those of its pages."""
    found: dict[str, list[int]] = defaultdict(list)
    for word, places in standing.items():
        if one := stem(word):
            found[one] += places
    return found


def _by_letter(standing: Iterable[Mapping[str, Sequence[int]]]) -> dict[str, list[str]]:
    """The words of all pages by their first letter, the most frequent first."""
    forms: Counter[str] = Counter()
    for words_ in standing:
        forms.update({word: len(places) for word, places in words_.items()})
    found: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: (-forms[form], form)):
        if len(form) >= _LEAST_FORM and form[0].isalpha() and form[0].isascii() and stem(form):
            found[form[0]].append(form)
    return {letter: found[letter] for letter in sorted(found)}
