"""A layer that the statement contradicts: its text is clearly about another one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.rules.registry import FileContext, file_rule
from afterword.text.signs import Signs

WORDS: Final = Path(__file__).with_name("layers.toml")

# The subject of a statement is at its beginning: "No alert …", "There was no drift report …".
_HEAD: Final = (
    r"\W*(?:(?:it seems that |apparently |probably ),?)?(?:there (?:was|were|is|are|had been) )?"
    r"(?:(?:no|the|an?|our|its|every|each|all|some|neither|missing|nothing (?:on|in)|a lack of|the lack of) )?"
    r"(?:(?!of|that|which|who|whose)[\w-]+ )?"
)
# Nouns for which the words before them are only an attribute: "the alert pipeline", "monitoring data".
_THING: Final = (
    r"(?! (?:checks?|tests?|data|jobs?|pipelines?|services?|models?|stores?|tools?|code|teams?|systems?|scripts?|"
    r"rules?|tables?|queues?|files?|owners?|process|path|library|configuration|settings?|clusters?|servers?)\b)"
)


@dataclass(frozen=True)
class Layer:
    """The words of a layer: clear ones, and beginnings of possible ones; ``about`` is what its statements describe."""

    words: str
    also: tuple[str, ...]
    about: str

    @cached_property
    def _signs(self) -> Signs:
        return Signs.of(self.words)

    @cached_property
    def _clear(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.words})\b")

    def is_in(self, statement: str) -> bool:
        """Whether the statement has a clear word of the layer."""
        return self._signs.may_be_in(statement) and self._clear.search(statement) is not None

    def may_be_of(self, statement: str) -> bool:
        """Whether a word of the statement begins like one of the layer's words."""
        return any(_begins_word(beginning, statement) for beginning in self.also if beginning in statement)

    @property
    def head(self) -> re.Pattern[str]:
        """The pattern for the beginning of a statement; hardly ever needed."""
        return re.compile(rf"{_HEAD}(?P<word>{self.words})\b(?!-){_THING}")


def _begins_word(beginning: str, statement: str) -> bool:
    """Whether a word of the statement begins so."""
    at = statement.find(beginning)
    while at > 0 and (statement[at - 1].isalnum() or statement[at - 1] == "_"):
        at = statement.find(beginning, at + 1)
    return at >= 0


@cache
def layers() -> Mapping[str, Layer]:
    """Every layer of the word list, by its name in the schema."""
    return {
        name: Layer(
            "|".join(words["clear"]),
            tuple(words["also"]),
            words["about"],
        )
        for name, words in tomllib.loads(WORDS.read_text("utf-8")).items()
    }


@cache
def _signs() -> Signs:
    """What a statement has that is clearly about a layer."""
    return Signs.of(*(layer.words for layer in layers().values()))


@file_rule("AW606", "layer-contradicted", severity=Severity.WARNING)
def layer_contradicted(file: FileContext) -> Iterator[Problem]:
    """The layer of a root cause matches its statement.

    ## Why
    Readers filter causes by layer, and the trends count them.
    If a missing alert has the layer data, it counts as a data problem and the owner of the alert never sees it.
    A statement is reported only if it is clearly about one other layer, and has no word of the chosen one.

    ## Bad
    ```yaml
    root_causes: [{layer: data, statement: No alert fired in the first hour.}]
    ```

    ## Good
    ```yaml
    root_causes: [{layer: monitoring, statement: No alert fired in the first hour.}]
    ```
    """
    for position, cause in enumerate(file.review.data.get("root_causes", ())):
        chosen, statement = cause["layer"], " ".join(cause["statement"].lower().split())
        if not _signs().may_be_in(statement) or chosen not in layers() or layers()[chosen].may_be_of(statement):
            continue
        spoken = [name for name, layer in layers().items() if layer.is_in(statement)]
        if len(spoken) != 1 or chosen in spoken:
            continue
        head = layers()[spoken[0]].head.match(statement)
        if head and spoken[0] in file.contract.fields.at("root_causes", "*", "layer").terms:
            yield file.problem(
                f"The layer is {chosen}, but the statement is about `{head['word']}`, which is {spoken[0]}",
                ("root_causes", position, "layer"),
                f"Write `layer: {spoken[0]}`, or let the statement say {layers()[chosen].about}.",
            )
