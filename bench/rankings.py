"""The rankings of others over the same narrative, for ``bench.recall``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from Stemmer import Stemmer

from afterword.analysis.recall.narrative import narrative
from afterword.model import Review

Rank = Callable[[str], Sequence[str]]
"""From a text to ids, the nearest first."""


def bm25s_rank(reviews: Sequence[Review], *, stemmed: bool) -> Rank:
    """The ranking of bm25s over the same narrative, with its English list of small words."""
    import bm25s  # noqa: PLC0415  # of the group bench

    stemmer = Stemmer("english").stemWords if stemmed else None

    def split(texts: list[str]) -> Any:
        return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25()
    index.index(split([narrative(review) for review in reviews]), show_progress=False)

    def rank(text: str) -> list[str]:
        places, _ = index.retrieve(split([text]), k=len(reviews), show_progress=False)
        return [reviews[int(place)].id for place in places[0]]

    return rank


def tfidf_rank(reviews: Sequence[Review]) -> Rank:
    """The cosine of scikit-learn's TF-IDF over the same narrative, sublinear and with its English small words."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  # the same

    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    vectors = vectorizer.fit_transform([narrative(review) for review in reviews])

    def rank(text: str) -> list[str]:
        cosines = (vectors @ vectorizer.transform([text]).T).toarray().ravel()
        return [reviews[place].id for place in sorted(range(len(reviews)), key=lambda place: (-cosines[place], place))]

    return rank
