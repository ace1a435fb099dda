"""The reference of the sources of evidence, made from the table of their kinds.

``python -m tests.docs.sources_reference --write`` puts it into the guide.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

from afterword.capture.kinds.prometheus.ready import ready_queries
from afterword.diagnostics import one_of
from afterword.settings.source_tables import kinds
from tests.made import REPOSITORY

GUIDE: Final = REPOSITORY / "docs" / "guides" / "settings.md"
PLACE: Final = re.compile(r"(?<=<!-- sources -->\n\n).*?(?=\n<!-- /sources -->)", re.DOTALL)
_URL: Final = {
    "required": "required",
    "optional": "only if it is another than usual",
    "no": "none; it is read from files",
}
_READY: Final = (
    "Ready queries ask for the metrics of generative models by OpenTelemetry's names, as Prometheus writes them.",
    "These names are experimental and may change; a metric's `model` chooses `gen_ai_request_model`.",
    "",
)
_SIGNS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar", ".": "a point"}


def made() -> str:
    """The tables: the kinds, what each of them has of its own, and the ready queries."""
    head = ["| `kind` | what it is | `url` | a `query` is |", "|---|---|---|---|"]
    rows = [
        f"| `{name}` | {of_kind['title']} | {_URL[of_kind['url']]} | {of_kind['query']} |"
        for name, of_kind in kinds().items()
    ]
    own = ["| kind | setting | of the | what |", "|---|---|---|---|"]
    ready = ["| ready `query` for `prometheus` | what it asks for | unit |", "|---|---|---|"]
    asked = [f"| `{name}` | {about['says']} | {about['unit']} |" for name, about in ready_queries().items()]
    return "\n".join(
        [*head, *map(_escaped, rows), "", *own, *map(_escaped, _options()), "", *_READY, *ready, *asked, ""]
    )


def _escaped(row: str) -> str:
    """A row whose texts may have a bar in a name, such as that of a language."""
    return re.sub(r"(?<=\w)\|(?=\w)", "&#124;", row)


def _options() -> Iterator[str]:
    for kind, of_kind in kinds().items():
        for of, options in (("source", of_kind["options"]), ("metric", of_kind["metric_options"])):
            yield from (f"| `{kind}` | `{name}` | {of} | {_said(about)} |" for name, about in options.items())


def _said(about: Mapping[str, Any]) -> str:
    allowed = one_of([_SIGNS.get(word, f"`{word}`") for word in about.get("allowed", ())])
    kind = {"flag": "`true` or `false`", "list": "A list"}.get(about.get("type", ""), "")
    more = ["Required" if about.get("required") else "", kind, f"One of {allowed}" if allowed else ""]
    return ". ".join([about["says"], *filter(None, more)])


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        GUIDE.write_text(PLACE.sub(lambda _: made(), GUIDE.read_text("utf-8")), "utf-8")
    else:
        sys.stdout.write(made())
