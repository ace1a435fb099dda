"""Rules for root causes: a cause says what can be changed, not who made a mistake or what was observed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import Path, Problem, Severity, counted
from afterword.model import OWN, SEVERE
from afterword.rules.registry import FileContext, file_rule
from afterword.text.signs import Signs
from afterword.text.similarity import overlap, sentences

_FEWEST_WHYS: Final = 3
_THE_SAME: Final = 0.8
_FEWEST_WORDS: Final = 3  # shorter texts are similar by chance

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
# Every match has one of these.
_HINTS: Final = Signs(
    "mistake|error|failure|careless|negl|attention|slip|lack of|forgot|failed to"
    "|did not follow|typo|overlooked|misread|the wrong"
)
# A sentence that goes on to say what the system lacks, permits or does has already answered the next why.
_CONDITION: Final = (
    r"\b(?:no|nothing|none|neither|without|cannot|could|can|never|any|every|accepts?|accepted|allow(?:s|ed)?|"
    r"lets?|permits?|permitted|because|since|although|though|refuse[sd]?|stop(?:s|ped)?|(?<!to )check(?:s|ed)?|"
    r"catch(?:es)?|caught|tolerates?|guard(?:s|ed)?|prevent(?:s|ed)?|possible|not (?:be|in|on|shown|visible)|"
    r"(?:does|do|did|was|were|is|are) not (?:check|stop|refuse|catch|prevent|limited|guarded|checked))\b"
)


@file_rule("AW601", "single-root-cause", severity=Severity.WARNING)
def single_root_cause(file: FileContext) -> Iterator[Problem]:
    """A published sev1 or sev2 review of your own organisation has more than one root cause.

    ## Why
    A severe failure gets through several layers, and each of them could have stopped it.
    A review with one cause has usually stopped at the first thing that was wrong.
    Ask why it was not noticed, why it spread, and why the evaluation did not catch it.

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
    grave = review.severity in SEVERE and review.published and review.provenance in OWN
    if grave and len(review.data.get("root_causes", ())) == 1:
        yield file.problem(
            f"A {review.severity} review has only one root cause",
            ("root_causes",),
            "Look at other layers: why was it not noticed, why did it spread, why did the evaluation not catch it?",
        )


@file_rule("AW602", "human-error", severity=Severity.WARNING)
def human_error(file: FileContext) -> Iterator[Problem]:
    """Human error is neither a root cause nor the end of the five whys.

    ## Why
    People make mistakes at a steady rate, and the next person will make one too.
    Ask the next why: what made the action look right, and why did nothing stop it?
    A sentence that goes on to answer this is not reported.

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
        if not _HINTS.may_be_in(lower):
            continue
        # Searching in lower case is much faster than ignoring case; only a match is searched again in the original.
        match = re.search(_HUMAN_ERROR, lower) and re.search(_HUMAN_ERROR, text, re.IGNORECASE)
        if match and not re.search(_CONDITION, text, re.IGNORECASE):
            yield file.problem(
                f"`{match[0]}` is not a root cause",
                path,
                "Ask the next why: what made the action look right at the time, and why did nothing stop it?",
            )


@file_rule("AW603", "short-five-whys", severity=Severity.WARNING)
def short_five_whys(file: FileContext) -> Iterator[Problem]:
    """The five whys of a sev1 or sev2 review of your own organisation have at least three steps.

    ## Why
    The first answer is usually the symptom, and the second is the fault.
    Only from the third on do the answers show what to change so that such faults do no harm.

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
    if review.severity in SEVERE and review.provenance in OWN and 0 < len(whys) < _FEWEST_WHYS:
        yield file.problem(
            f"The five whys end after {counted(len(whys), 'step')}; at least {_FEWEST_WHYS} are expected",
            ("five_whys",),
            f"Ask why about the last answer, `{whys[-1]['because'][:80]}`, until the answer is something to change.",
        )


@file_rule("AW604", "trigger-as-cause", severity=Severity.WARNING)
def trigger_as_cause(file: FileContext) -> Iterator[Problem]:
    """The trigger is not repeated as a root cause.

    ## Why
    The trigger is why it happened on that day, and a root cause is why it could happen at all.
    Without this trigger another one would have set it off; without the cause nothing would have happened.

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
    trigger = _stems(file.review.data.get("trigger", ""))
    for position, cause in enumerate(file.review.data.get("root_causes", ()) if trigger else ()):
        if _same(trigger, _stems(cause["statement"])):
            yield file.problem(
                "This root cause repeats the trigger",
                ("root_causes", position, "statement"),
                "Say why the system reacted to the trigger in that way.",
            )


@file_rule("AW605", "symptom-as-cause", severity=Severity.WARNING)
def symptom_as_cause(file: FileContext) -> Iterator[Problem]:
    """A root cause does not repeat the title, the summary or the impact.

    ## Why
    An empty cache explains slow pages, but not why the cache could be empty.
    A statement that repeats what happened still needs the question why.

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
    symptoms = dict(_symptoms(file)).values() if causes else ()
    for position, cause in enumerate(causes):
        said = _stems(cause["statement"])
        field = next((field for words, field in symptoms if _same(words, said)), None)
        if field:
            yield file.problem(
                f"This root cause repeats `{field}`",
                ("root_causes", position, "statement"),
                "Ask why that could happen, and write the answer.",
            )


def _ends(file: FileContext) -> Iterator[tuple[Path, str]]:
    """What a review gives as its causes: every root cause and the last why."""
    for position, cause in enumerate(file.review.data.get("root_causes", ())):
        yield ("root_causes", position, "statement"), " ".join(cause["statement"].split())
    if whys := file.review.data.get("five_whys"):
        yield ("five_whys", len(whys) - 1, "because"), " ".join(whys[-1]["because"].split())


def _symptoms(file: FileContext) -> Iterator[tuple[str, tuple[frozenset[str], str]]]:
    """What was observed: the title, the summary and each sentence of it and of the impact, with stems and field."""
    data = file.review.data
    yield data["title"], (_stems(data["title"]), "title")
    parts = [(sentence, (_stems(sentence), "summary")) for sentence in sentences(data["summary"])]
    yield data["summary"], (frozenset().union(*(stems for _, (stems, _) in parts)), "summary")
    yield from parts
    for sentence in sentences(data.get("impact", {}).get("who", "")):
        yield sentence, (_stems(sentence), "impact")


def _stems(text: str) -> frozenset[str]:
    from afterword.text.terms import stems

    return stems(text)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = len(one), len(other)
    if fewer > more:
        fewer, more = more, fewer
    # The ratio of their sizes is an upper bound on the overlap.
    return fewer >= _FEWEST_WORDS and fewer / more >= _THE_SAME and overlap(one, other) >= _THE_SAME
