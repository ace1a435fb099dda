"""Five whys that do not chain: a why that takes up nothing of what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.rules.registry import FileContext, file_rule
from afterword.text.similarity import shares_stem
from afterword.text.terms import stems

# What points back: "Why did this …", "Why was the effect …".
_REFERENCE: Final = re.compile(
    r"\b(?:this|that|these|those|such|it|its|they|them|their|there|so|then|ones?|other|another|same|he|she|her|his|both|"
    r"each|either|neither|again|still|here|now|further|longer|sooner|follow(?:ed|s)?|"
    r"the (?:effect|result|omission|errors?|faults?|causes?|mistakes?|failures?|problems?|outcome|loss|change|incident|"
    r"damage|harm|outage|consequences?|difference|decision|gap|risk|signal|symptoms?))\b",
    re.IGNORECASE,
)
# The words of the question itself.
_ASKING: Final = stems(
    "after all any anybody anyone because before can cannot could ever how no nobody not nothing once only one should "
    "too were what where who whom whose why will would"
)
_FEWEST_WORDS: Final = 2  # a question of one word is about what was said


@file_rule("AW607", "broken-chain", severity=Severity.WARNING)
def broken_chain(file: FileContext) -> Iterator[Problem]:
    """Each why of the five takes up what was said before it.

    ## Why
    The chain leads from what users saw to something that can be changed, and each answer is what the next question is
    about.
    A question that comes from nowhere leaves out the step that a reader needs, or begins another chain.
    A shared word or a reference is enough, be it to the answer above, to an earlier one, or to the title or summary.

    ## Bad
    ```yaml
    five_whys:
      - {why: Why did requests fail?, because: The scoring module stopped.}
      - {why: Why is nobody from procurement on the rota?, because: Procurement has no rota.}
    ```

    ## Good
    ```yaml
    five_whys:
      - {why: Why did requests fail?, because: The scoring module stopped.}
      - {why: Why did the module stop?, because: The file exceeded its limit.}
    ```
    """
    data = file.review.data
    if "five_whys" not in data:
        return
    said = stems(data["title"]) | stems(data["summary"])
    for position, link in enumerate(data["five_whys"]):
        asked = stems(link["why"]) - _ASKING
        if (
            position
            and len(asked) >= _FEWEST_WORDS
            and not _REFERENCE.search(link["why"])
            and not shares_stem(asked, said)
        ):
            above = data["five_whys"][position - 1]["because"]
            yield file.problem(
                "This why takes up nothing of what was said before it",
                ("five_whys", position, "why"),
                f"Ask why of the answer above, `{' '.join(above.split())[:80]}`, and add the step that is missing.",
            )
        said |= (asked | stems(link["because"])) - _ASKING
