"""A layer that the statement contradicts: what it clearly speaks of belongs to another one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.rules.registry import FileContext, file_rule

WORDS: Final = Path(__file__).with_name("layers.toml")

# What a statement speaks of stands at its head: "No alert …", "There was no drift report …".
_HEAD: Final = (
    r"\W*(?:(?:it seems that |apparently |probably ),?)?(?:there (?:was|were|is|are|had been) )?"
    r"(?:(?:no|the|an?|our|its|every|each|all|some|neither|missing|nothing (?:on|in)|a lack of|the lack of) )?"
    r"(?:(?!of|that|which|who|whose)[\w-]+ )?"
)
# What the words before it only describe: "the alert pipeline", "monitoring data".
_THING: Final = (
    r"(?! (?:checks?|tests?|data|jobs?|pipelines?|services?|models?|stores?|tools?|code|teams?|systems?|scripts?|"
    r"rules?|tables?|queues?|files?|owners?|process|path|library|configuration|settings?|clusters?|servers?)\b)"
)
_WORD_START: Final = re.compile(r"\b\w")


@dataclass(frozen=True)
class Layer:
    """By which words a layer is known: at the head, anywhere, or vaguely; ``about`` is what a statement of it says."""

    words: str
    clear: re.Pattern[str]
    also: tuple[str, ...]
    about: str

    def may_be_of(self, statement: str) -> bool:
        """Whether a word of a statement begins as one of the layer may."""
        there = tuple(beginning for beginning in self.also if beginning in statement)
        return any(statement.startswith(there, word.start()) for word in _WORD_START.finditer(statement) if there)

    @property
    def head(self) -> re.Pattern[str]:
        """What hardly any statement is asked."""
        return re.compile(rf"{_HEAD}(?P<word>{self.words})\b(?!-){_THING}")


@cache
def layers() -> Mapping[str, Layer]:
    """Every layer of the word list, by its name in the schema."""
    return {
        name: Layer(
            "|".join(words["clear"]),
            re.compile(rf"\b(?:{'|'.join(words['clear'])})\b"),
            tuple(words["also"]),
            words["about"],
        )
        for name, words in tomllib.loads(WORDS.read_text("utf-8")).items()
    }


@file_rule("AW606", "layer-contradicted", severity=Severity.WARNING)
def layer_contradicted(file: FileContext) -> Iterator[Problem]:
    """The layer of a root cause is one of which its statement speaks.

    ## Why
    Readers look for causes by layer, and the trend of a year counts them.
    An alert that nobody received is counted among the causes in data when the layer says so, and the next owner of the
    alert never meets it.
    Only a statement that speaks of one other layer, and has no word of its own, is found.

    ## Bad
    ```yaml
    root_causes: [{layer: data, statement: No alert fired in the first hour.}]
    ```

    ## Good
    ```yaml
    root_causes: [{layer: monitoring, statement: No alert fired in the first hour.}]
    ```
    """
    vocabulary = file.contract.fields.at("root_causes", "*", "layer").terms
    for position, cause in enumerate(file.review.data.get("root_causes", ())):
        chosen, statement = cause["layer"], " ".join(cause["statement"].lower().split())
        if chosen not in layers() or layers()[chosen].may_be_of(statement):
            continue
        spoken = [name for name, layer in layers().items() if layer.clear.search(statement)]
        if len(spoken) != 1 or chosen in spoken:
            continue
        head = layers()[spoken[0]].head.match(statement)
        if head and spoken[0] in vocabulary:
            yield file.problem(
                f"The layer is {chosen}, and the statement speaks of `{head['word']}`, which is {spoken[0]}",
                ("root_causes", position, "layer"),
                f"Write `layer: {spoken[0]}`, or say in the statement {layers()[chosen].about}.",
            )
