"""Five whys that are not a chain: a question that does not refer to anything before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.rules.registry import FileContext, file_rule
from afterword.text.similarity import shares_stem

# Words that refer back: "Why did this …", "Why was the effect …".
_REFERENCE: Final = re.compile(
    r"\b(?:this|that|these|those|such|it|its|they|them|their|there|so|then|ones?|other|another|same|he|she|her|his|both|"
    r"each|either|neither|again|still|here|now|further|longer|sooner|follow(?:ed|s)?|"
    r"the (?:effect|result|omission|errors?|faults?|causes?|mistakes?|failures?|problems?|outcome|loss|change|incident|"
    r"damage|harm|outage|consequences?|difference|decision|gap|risk|signal|symptoms?))\b",
    re.IGNORECASE,
)
# The words of the question itself.
_ASKING: Final = (
    "after all any anybody anyone because before can cannot could ever how no nobody not nothing once only one should "
    "too were what where who whom whose why will would"
)
_FEWEST_WORDS: Final = 2  # a question of one word is about what was said before


@file_rule("AW607", "broken-chain", severity=Severity.WARNING)
def broken_chain(file: FileContext) -> Iterator[Problem]:
    """Each of the five whys follows from what was said before it.

    ## Why
    The chain leads from what users saw to something that can be changed, and each question asks about the last answer.
    A question that does not follow leaves out a step that a reader needs, or starts another chain.
    A shared word or a reference is enough, to the answer above, to an earlier one, or to the title or summary.

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
    from afterword.text.terms import stems

    asking = stems(_ASKING)
    said = stems(data["title"]) | stems(data["summary"])
    for position, link in enumerate(data["five_whys"]):
        asked = stems(link["why"]) - asking
        if (
            position
            and len(asked) >= _FEWEST_WORDS
            and not _REFERENCE.search(link["why"])
            and not shares_stem(asked, said)
        ):
            above = data["five_whys"][position - 1]["because"]
            yield file.problem(
                "This question does not follow from anything before it",
                ("five_whys", position, "why"),
                f"Ask why about the answer above, `{' '.join(above.split())[:80]}`, and add the missing step.",
            )
        said |= (asked | stems(link["because"])) - asking
