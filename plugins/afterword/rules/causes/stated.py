"""Rules of statements: a cause says what could be otherwise, and not who erred or what was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import Path, Problem, Severity, counted
from afterword.model import OWN
from afterword.rules.registry import FileContext, file_rule
from afterword.text.similarity import overlap, sentences
from afterword.text.terms import stems

_GRAVE: Final = frozenset({"sev1", "sev2"})
_FEWEST_WHYS: Final = 3
_THE_SAME: Final = 0.8
_FEWEST_WORDS: Final = 3  # what is shorter is alike by chance

_PERSON: Final = (
    r"(?:engineer|operator|developer|employee|analyst|annotator|labell?er|administrator|data scientist|"
    r"person|colleague|contractor|user|reviewer|technician|member of (?:staff|the team)|on-call)"
)
_HUMAN_ERROR: Final = (
    rf"\b(?:human|operator|user|manual|personal) (?:error|mistake|failure)s?\b(?! (?:message|code|rate|budget|log))"
    rf"|\b{_PERSON}(?:['\u2019]s)? (?:mistake|error|carelessness|negligence)s?\b(?! (?:message|code|rate|budget|log))"
    rf"|\b(?:mistake|error|slip)s? (?:(?:made )?by|of) (?:an?|the|our|one) (?:[\w-]+ )?{_PERSON}\b"
    rf"|\b(?:{_PERSON}|someone|somebody|the team) (?:forgot|did not pay attention|was careless|were careless|"
    r"failed to|neglected to|made an? (?:error|mistake)|did not follow|made a typo|overlooked|misread)\b"
    rf"|\b{_PERSON} (?:deployed|used|chose|picked|entered|typed|ran|deleted|copied|uploaded) the wrong\b"
    r"|\b(?:carelessness|negligence|inattention|lack of (?:attention|care|diligence|discipline))\b"
)
# One of these stands in all of them.
_HINTS: Final = (
    *("mistake", "error", "failure", "careless", "negl", "attention", "slip", "lack of", "forgot", "failed to"),
    *("did not follow", "typo", "overlooked", "misread", "the wrong"),
)
# A sentence that goes on to what the system lacks, permits or does has asked the next why already.
_CONDITION: Final = (
    r"\b(?:no|nothing|none|neither|without|cannot|could|can|never|any|every|accepts?|accepted|allow(?:s|ed)?|"
    r"lets?|permits?|permitted|because|since|although|though|refuse[sd]?|stop(?:s|ped)?|(?<!to )check(?:s|ed)?|"
    r"catch(?:es)?|caught|tolerates?|guard(?:s|ed)?|prevent(?:s|ed)?|possible|not (?:be|in|on|shown|visible)|"
    r"(?:does|do|did|was|were|is|are) not (?:check|stop|refuse|catch|prevent|limited|guarded|checked))\b"
)


@file_rule("AW601", "single-root-cause", severity=Severity.WARNING)
def single_root_cause(file: FileContext) -> Iterator[Problem]:
    """A published sev1 or sev2 review of the organisation's own names more than one root cause.

    ## Why
    Grave failures pass several layers, and each of them could have stopped it.
    A review with one cause has most often stopped at the first thing that was wrong: ask why it was not noticed, why
    it spread, and why the evaluation let it pass.

    ## Bad
    ```published
    kind: near-miss
    severity: sev2
    near_miss: {caught_by: chance, caught_at: canary}
    root_causes: [{layer: infrastructure, statement: Nothing fills the cache before traffic arrives.}]
    ```

    ## Good
    ```published
    kind: near-miss
    severity: sev2
    near_miss: {caught_by: chance, caught_at: canary}
    root_causes:
      - {layer: infrastructure, statement: Nothing fills the cache before traffic arrives.}
      - {layer: evaluation, statement: Load tests begin with a warm cache.}
    ```
    """
    review = file.review
    grave = review.severity in _GRAVE and review.published and review.provenance in OWN
    if grave and len(review.data["root_causes"]) == 1:
        yield file.problem(
            f"The only root cause of a {review.severity}",
            ("root_causes",),
            "Look at the other layers: why was it not noticed, why did it spread, why did the evaluation let it pass?",
        )


@file_rule("AW602", "human-error", severity=Severity.WARNING)
def human_error(file: FileContext) -> Iterator[Problem]:
    """Human error is neither a root cause nor the end of the five whys.

    ## Why
    People err at a steady rate, and the next person will err too.
    It is where the next why begins: what made the act look right, and why did nothing stop it?
    A sentence that goes on to say so is left alone.

    ## Bad
    ```yaml
    root_causes: [{layer: process, statement: Human error during the release.}]
    ```

    ## Good
    ```yaml
    root_causes: [{layer: process, statement: A release to every region needs one click and no second look.}]
    ```
    """
    for path, text in _ends(file):
        lower = text.lower()
        if not any(hint in lower for hint in _HINTS):
            continue
        # In lower case it is found far more quickly than without case; how it is written is asked of the few.
        found = re.search(_HUMAN_ERROR, lower) and re.search(_HUMAN_ERROR, text, re.IGNORECASE)
        if found and not re.search(_CONDITION, text, re.IGNORECASE):
            yield file.problem(
                f"`{found[0]}` is where the next why begins",
                path,
                "Say what made the act look right at the time, and why nothing stood between it and the harm.",
            )


@file_rule("AW603", "short-five-whys", severity=Severity.WARNING)
def short_five_whys(file: FileContext) -> Iterator[Problem]:
    """The five whys of a sev1 or sev2 review of the organisation's own go at least three deep.

    ## Why
    The first answer is the symptom and the second is the fault.
    What can be changed so that faults of this kind do not matter begins with the third.

    ## Bad
    ```yaml
    severity: sev2
    five_whys:
      - {why: Why did requests fail?, because: The scoring module stopped.}
      - {why: Why did it stop?, because: The file exceeded its limit.}
    ```

    ## Good
    ```yaml
    severity: sev2
    five_whys:
      - {why: Why did requests fail?, because: The scoring module stopped.}
      - {why: Why did it stop?, because: The file exceeded its limit.}
      - {why: Why was such a file released?, because: Generated files are not validated.}
    ```
    """
    review = file.review
    whys = review.data.get("five_whys", ())
    if review.severity in _GRAVE and review.provenance in OWN and 0 < len(whys) < _FEWEST_WHYS:
        yield file.problem(
            f"The chain ends after {counted(len(whys), 'why')}",
            ("five_whys",),
            f"Ask why of the last answer, `{whys[-1]['because'][:80]}`, until the answer is something to change.",
        )


@file_rule("AW604", "trigger-as-cause", severity=Severity.WARNING)
def trigger_as_cause(file: FileContext) -> Iterator[Problem]:
    """The trigger and a root cause are not the same sentence.

    ## Why
    The trigger says why it happened on that day, and a cause why it could happen at all.
    Without the trigger another one would have come; without the cause nothing would have.

    ## Bad
    ```yaml
    trigger: A change of permissions on the database cluster.
    root_causes: [{layer: data, statement: The permissions on the database cluster were changed.}]
    ```

    ## Good
    ```yaml
    trigger: A change of permissions on the database cluster.
    root_causes: [{layer: data, statement: The query assumed that only one database would ever be visible.}]
    ```
    """
    trigger = stems(file.review.data.get("trigger", ""))
    for position, cause in enumerate(file.review.data.get("root_causes", ()) if trigger else ()):
        if _same(trigger, stems(cause["statement"])):
            yield file.problem(
                "This cause says again what the trigger says",
                ("root_causes", position, "statement"),
                "Say what made the system answer to that trigger as it did.",
            )


@file_rule("AW605", "symptom-as-cause", severity=Severity.WARNING)
def symptom_as_cause(file: FileContext) -> Iterator[Problem]:
    """A root cause does not repeat what happened.

    ## Why
    That the cache was empty is why pages were slow, and says nothing about why it could be empty.
    A statement that repeats the title, the summary or the impact has not been asked why yet.

    ## Bad
    ```yaml
    root_causes: [{layer: infrastructure, statement: The cache was empty and pages were slow for an hour.}]
    ```

    ## Good
    ```yaml
    root_causes: [{layer: infrastructure, statement: Nothing fills the cache before traffic arrives.}]
    ```
    """
    causes = file.review.data.get("root_causes", ())
    told = [(_words(text), field) for text, field in dict(_symptoms(file)).items()] if causes else []
    for position, cause in enumerate(causes):
        said = stems(cause["statement"])
        field = next((field for words, field in told if _same(words, said)), None)
        if field:
            yield file.problem(
                f"This cause says again what `{field}` says",
                ("root_causes", position, "statement"),
                "Ask why of it, and write down the answer.",
            )


def _ends(file: FileContext) -> Iterator[tuple[Path, str]]:
    """What a review gives as its causes: every root cause and the last why."""
    for position, cause in enumerate(file.review.data.get("root_causes", ())):
        yield ("root_causes", position, "statement"), " ".join(cause["statement"].split())
    if whys := file.review.data.get("five_whys"):
        yield ("five_whys", len(whys) - 1, "because"), " ".join(whys[-1]["because"].split())


def _symptoms(file: FileContext) -> Iterator[tuple[str, str]]:
    data = file.review.data
    yield data["title"], "title"
    for sentence in (data["summary"], *sentences(data["summary"])):
        yield sentence, "summary"
    for sentence in sentences(data.get("impact", {}).get("who", "")):
        yield sentence, "impact"


def _words(text: str) -> frozenset[str]:
    """The stems of a text, by its sentences: each of them is asked for as well."""
    return frozenset().union(*map(stems, sentences(text)))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = sorted((len(one), len(other)))
    # How many there are bounds what they can have in common.
    return fewer >= _FEWEST_WORDS and fewer / more >= _THE_SAME and overlap(one, other) >= _THE_SAME
