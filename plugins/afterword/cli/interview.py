"""Put a dialogue together from a knowledge base: its past incidents, its names, and the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from afterword.analysis.recall import Recall
from afterword.cli.asking import Asking
from afterword.cli.common import this_moment
from afterword.cli.dialogue import Dialogue
from afterword.cli.linking import SHOWN, Linking
from afterword.cli.new_patterns import NewPatterns
from afterword.cli.pattern_pages import known_ids
from afterword.cli.terminals import terminal
from afterword.corpus import Corpus, Loaded
from afterword.scaffold import Choices, Judging
from afterword.scaffold.questions import Chapter
from afterword.schema import PATTERN, REVIEW
from afterword.secrecy import Policy
from afterword.settings import INTERNAL
from afterword.text.same_name import same_name

_SAME_FOR_A_MODEL: Final = ("serving", "owner")
"""What hardly changes from one incident of a model to the next."""


def interview(
    values: dict[str, Any],
    judging: Judging,
    loaded: Loaded,
    logs: list[str],
    wanted: Sequence[Chapter] | None = None,
    headings: tuple[str, ...] = (),
) -> Dialogue:
    """A dialogue that fills ``values`` and ``logs``; ``wanted`` are the fields to ask for, if any."""
    asking = _asking(values, judging, loaded, logs)
    corpus = asking.choices.corpus
    recall = Recall.of(corpus.reviews, corpus.patterns)
    linking = Linking(asking, lambda text: recall.similar_to_text(text, SHOWN), loaded.cover)
    patterns = NewPatterns(asking, loaded.contracts[PATTERN], known_ids(loaded))
    return Dialogue(asking, linking.link, lambda model: _implied(model, corpus), patterns.ask, wanted, headings)


def about_patterns(judging: Judging, loaded: Loaded) -> NewPatterns:
    """The questions about a new pattern, without a review."""
    return NewPatterns(_asking({}, judging, loaded, []), loaded.contracts[PATTERN], known_ids(loaded))


def _asking(values: dict[str, Any], judging: Judging, loaded: Loaded, logs: list[str]) -> Asking:
    corpus = replace(loaded, settings=replace(loaded.settings, audience=INTERNAL)).corpus()  # for its author
    choices = Choices(corpus, loaded.contracts[REVIEW].fields, Policy.of(judging.settings))
    return Asking(values, judging, choices, terminal(), this_moment(), logs=logs)


def _implied(model: str, corpus: Corpus) -> Mapping[str, str]:
    """What the last review of a model says of it that holds for the next one; an invented review says nothing."""
    for review in sorted(corpus.reviews, key=lambda one: one.id, reverse=True):
        for one in () if review.illustrative else review.data.get("models", ()):
            if same_name(one.get("name", "")) == same_name(model):
                return {name: str(one[name]) for name in _SAME_FOR_A_MODEL if name in one}
    return {}
