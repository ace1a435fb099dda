"""The tools that read pages: a review, a pattern, and the lists of both."""

from __future__ import annotations

from typing import Final

from afterword.mcp.tools import Given, Result, Sources, Tool, most_argument, said, structured, text_argument


def _review(sources: Sources, given: Given) -> Result:
    return said(sources.library().page("postmortems", given["id"]))


def _pattern(sources: Sources, given: Given) -> Result:
    library = sources.library()
    page = library.page("patterns", given["id"])
    return structured(library.reviews({"pattern": given["id"], "most": 100}), page)


PAGES: Final = (
    Tool(
        "review",
        "Read a review",
        "Reads a whole review: its front matter with causes, safeguards and actions, and what happened.",
        _review,
        {"id": text_argument("The id of the review, such as 2024-06-17-empty-completions")},
        required=("id",),
    ),
    Tool(
        "reviews",
        "List reviews",
        "Lists reviews, the newest first, with their summaries. Every filter must match.",
        lambda sources, given: structured(sources.library().reviews(given)),
        {
            "model": text_argument("The name of a model"),
            "layer": text_argument("The layer of a root cause, such as data"),
            "pattern": text_argument("The id of a recurring pattern"),
            "kind": text_argument("incident or near-miss"),
            "severity": text_argument("A severity, such as sev1"),
            "most": most_argument(),
        },
    ),
    Tool(
        "pattern",
        "Read a recurring pattern",
        "Reads a recurring failure mode: how it shows, what prevents it, how it is tested, and which reviews have it.",
        _pattern,
        {"id": text_argument("The id of the pattern, such as training-serving-skew")},
        required=("id",),
    ),
    Tool(
        "patterns",
        "List recurring patterns",
        "Lists the failure modes that this organisation knows, with their summaries and how many reviews have each.",
        lambda sources, _: structured(sources.library().patterns()),
    ),
)
