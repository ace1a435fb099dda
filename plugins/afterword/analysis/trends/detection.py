"""Who found it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from afterword.corpus import Corpus
from afterword.model import UNKNOWN

CUSTOMER: Final = "customer"


class Detection(NamedTuple):
    """Incidents by who or what recognised them first.

    ``known`` of ``total`` incidents name somebody. Near misses are left out: nobody was hit who could have found them.
    """

    by: Mapping[str, int]
    known: int
    total: int

    @property
    def by_customers(self) -> int:
        """How many of the known ones customers or users found before the organisation did."""
        return self.by.get(CUSTOMER, 0)


def detection(corpus: Corpus) -> Detection:
    """Count incidents by the field ``detection.by``; "unknown" is not a source."""
    incidents = [review for review in corpus.counted if review.kind == "incident"]
    sources = [review.data.get("detection", {}).get("by", UNKNOWN) for review in incidents]
    by = Counter(source for source in sources if source != UNKNOWN)
    return Detection(dict(by), by.total(), len(incidents))
