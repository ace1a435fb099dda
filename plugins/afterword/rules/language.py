"""Rules of language: a review that judges people is the last one in which they speak openly.

The phrases are data, in ``afterword/language/phrases``. They are advice: each rule only warns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from afterword.diagnostics import Problem, Severity
from afterword.model import Review
from afterword.rules.causes.stated import human_error
from afterword.rules.registry import FileContext, file_rule
from afterword.rules.spoken import span_of, spoken_in
from afterword.schema import PATTERN, REVIEW

_language_rule = partial(file_rule, severity=Severity.WARNING, kinds=(REVIEW, PATTERN))


@_language_rule("AW701", "blame")
def blame(file: FileContext) -> Iterator[Problem]:
    """No text names a culprit.

    ## Why
    A person as the cause ends the questions before they reach what can be changed.
    Whoever stood there would have met the same system; say what it allowed and what would have stopped it.
    Quotations, code and links are not looked at.

    What the words say was done decides: a slip, a mistake, an accident, a wrong object, something left blank.
    "We wrongly assumed" and "were accidentally deleted" say it of somebody too, though nobody is named.
    Roles that act well are no blame: "an engineer rolled the release back".
    Neither is what was done on purpose ("the team broke the dependency"), nor what a machine did by mistake.

    ## Bad
    ```body
    The outage was caused by an engineer who skipped the dry run.
    ```

    ## Good
    ```body
    The script ran without a dry run, and nothing in the release asked for one.
    ```
    """
    # Of a cause the rule about causes says more: what to ask next.
    told = {problem.pointer for problem in human_error(file)} if isinstance(file.entry.value, Review) else set()
    yield from (problem for problem in _problems(file, "blame") if not problem.pointer or problem.pointer not in told)


@_language_rule("AW702", "counterfactual")
def counterfactual(file: FileContext) -> Iterator[Problem]:
    """No text tells what people should have done, could have done or failed to do.

    ## Why
    It describes a day that did not happen, with knowledge that nobody had on the day that did.
    What was seen, and what could not be seen from there, explains; what is wanted from now on is an action.
    What people failed to do, overlooked, noticed too late or did not test is the same story in other words.
    A demand on a system is no counterfactual: "each slice should have an owner", "the loader should have refused it".
    Neither is what a system did not do, nor what would have been the effect: "an alert would have told within minutes".

    ## Bad
    ```yaml
    detection: {by: customer, how: The on-call engineer failed to notice the falling scores.}
    ```

    ## Good
    ```yaml
    detection: {by: customer, how: "The panel showed an hourly mean, on which the falling scores left no trace."}
    ```
    """
    yield from _problems(file, "counterfactual")


@_language_rule("AW703", "judgement")
def judgement(file: FileContext) -> Iterator[Problem]:
    """No text grades people, their care or their wit.

    ## Why
    Words such as careless, sloppy and obvious judge by the outcome.
    They explain nothing, and whoever reads them will hide the next near miss.
    A grade of a decision, a test or a process is one of those who made it, and so is irony: "our heroic engineer".
    A grade of a thing, a model or an answer is none: "poor recall", "a careless answer of the assistant".

    ## Bad
    ```body
    The migration was sloppy, and the threshold was obviously wrong.
    ```

    ## Good
    ```body
    The migration had no dry run, and the threshold came from a year with half the traffic.
    ```
    """
    yield from _problems(file, "judgement")


@_language_rule("AW704", "named-person")
def named_person(file: FileContext) -> Iterator[Problem]:
    """No text names a person or a handle.

    ## Why
    A review is read for years by people who were not there, and a name in it is remembered for one bad day.
    Roles explain more: they say what somebody could see and do.
    What stands around a word tells whether it is a person's name: a title, a handle, a verb that only people do.
    Companies, places, products and laws that are called like a person are left alone.
    The names of the review's own models are known; other products that are called like a person may stand as code.

    ## Bad
    ```body
    Priya merged the change at 14:02, and @jdoe restarted the workers.
    ```

    ## Good
    ```body
    A release engineer merged the change at 14:02, and the on-call engineer restarted the workers.
    ```
    """
    yield from _problems(file, "named-person")


@_language_rule("AW705", "hidden-blame")
def hidden_blame(file: FileContext) -> Iterator[Problem]:
    """No text tells what became of people: discipline, warnings, appraisals, appeals to care.

    ## Why
    A sanction in a review tells everybody what it costs to report the next incident.
    An appeal to be more careful is the same in kinder words, and changes nothing that the next tired person will meet.
    A limit by design is no sanction ("access was limited to two roles"), nor is an account that a provider suspended.
    Training as a programme is none either; a course for those who were there is one.

    ## Bad
    ```body
    The operator received a warning letter and was told to be more careful.
    ```

    ## Good
    ```body
    The console now asks for the name of the cluster before it deletes one.
    ```
    """
    yield from _problems(file, "hidden-blame")


def _problems(file: FileContext, family: str) -> Iterator[Problem]:
    for spoken in spoken_in(file):
        phrase = spoken.remark.phrase
        if phrase.family == family:
            message = f"“{spoken.remark.words[:80]}”: {phrase.why}"
            yield Problem(message, span_of(file, spoken), phrase.rewrite, spoken.path or ())
