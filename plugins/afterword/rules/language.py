"""Rules of language: people stop speaking openly once a review has judged them.

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
    """No text blames a person.

    ## Why
    Naming a person as the cause stops the analysis before it reaches something that can be changed.
    Anyone in that position would have faced the same system, so say what it allowed and what would have stopped it.
    Quotations, code and links are not checked.

    What counts is what the text says was done: a slip, a mistake, an accident, a wrong object, something left blank.
    "We wrongly assumed" and "were accidentally deleted" count too, although they name nobody.
    A role that acts well is not blamed: "an engineer rolled the release back".
    Neither is a deliberate act ("the team broke the dependency"), nor a mistake made by a machine.

    ## Bad
    ```body
    The outage was caused by an engineer who skipped the dry run.
    ```

    ## Good
    ```body
    The script ran without a dry run, and nothing in the release asked for one.
    ```
    """
    # For a cause, AW602 gives better advice: what to ask next.
    reported = {problem.pointer for problem in human_error(file)} if isinstance(file.entry.value, Review) else set()
    yield from (
        problem for problem in _problems(file, "blame") if not problem.pointer or problem.pointer not in reported
    )


@_language_rule("AW702", "counterfactual")
def counterfactual(file: FileContext) -> Iterator[Problem]:
    """No text says what people should have done, could have done or failed to do.

    ## Why
    A counterfactual describes something that did not happen, with knowledge that nobody had at the time.
    To explain the incident, say what people saw and what they could not see; put what you want in future in an action.
    What people failed to do, overlooked, noticed too late or did not test counts as a counterfactual too.
    A requirement for a system does not: "each slice should have an owner", "the loader should have refused it".
    Neither does what a system did not do, nor a possible effect: "an alert would have fired within minutes".

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
    """No text judges people, their care or their intelligence.

    ## Why
    Words such as careless, sloppy and obvious judge by the outcome.
    They explain nothing, and anyone who reads them will hide the next near miss.
    To judge a decision, a test or a process is to judge the people who made it.
    Irony counts too: "our heroic engineer".
    To judge a thing, a model or an answer is fine: "poor recall", "a careless answer from the assistant".

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
    People who were not there read a review for years, and remember a named person for one bad day.
    Roles explain more: they say what someone in that role could see and do.
    The context shows whether a word is a person's name: a title, a handle, or a verb that only applies to people.
    Companies, places, products and laws that have a person's name are not reported.
    Neither are the models of the review; put the name of another product between backticks.

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
    """No text says what happened to people afterwards: discipline, warnings, appraisals, appeals to be careful.

    ## Why
    A sanction in a review shows everyone what reporting the next incident may cost them.
    An appeal to be more careful is blame in kinder words, and does not change the system for the next tired person.
    A limit by design is not a sanction ("access was limited to two roles"), and neither is a suspended cloud account.
    General training is not one either, but a course only for the people involved is.

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
        phrase = spoken.match.phrase
        if phrase.family == family:
            message = f"“{spoken.match.words[:80]}”: {phrase.why}"
            yield Problem(message, span_of(file, spoken), phrase.rewrite, spoken.path or ())
