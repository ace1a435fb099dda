"""Raw HTML in a Markdown text, as Markdown; a tag that has no counterpart becomes visible text."""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

from afterword.adopting.html_tables import table, tables_in
from afterword.adopting.html_tags import Tags
from afterword.reading.narrative import prose

# What encloses the target of a link is no tag.
_TAG: Final = re.compile(
    r"(?!(?:(?<=\]\()|(?<=\]:[ \t]))<[^<>\n]*>[ \t]*(?:[()\"']|$))(?:"
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s[^<>]*)?)/?>|<(?P<mail>[^\s<>@]+@[^\s<>]+)>"
    r"|<(?!(?:https?|mailto):[^\s<>]*>)(?=[A-Za-z/!?]))",
    re.IGNORECASE | re.MULTILINE,
)
_PRE: Final = re.compile(r"<pre\b[^<>]*>\n?(.*?)</pre\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"([a-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?", re.IGNORECASE)


class Markdown(NamedTuple):
    """A text without raw HTML outside of code, how many tags became visible text, and which only vanished."""

    text: str
    shown: int = 0
    lost: tuple[str, ...] = ()


def as_markdown(text: str) -> Markdown:
    """A text as Markdown alone."""
    masked = prose(text)
    if "<" not in masked:
        return Markdown(text)
    tags, shown = Tags(), 0
    for start, end in reversed(list(tables_in(masked))):
        made, count = table(text[start:end], Tags(lost=tags.lost))
        text, shown = f"{text[:start]}\n\n{made}\n\n{text[end:]}", shown + count
    masked = prose(text)
    for match in reversed(list(_PRE.finditer(masked))):
        made = _code(text[slice(*match.span(1))], in_row=_in_row(masked, match.start()))
        text = text[: match.start()] + made + text[match.end() :]
    masked, parts, at = prose(text), [""], 0
    for match in _TAG.finditer(masked):
        found = match["mail"] or _made(match, tags, in_row=_in_row(masked, match.start()))
        if found is None:
            found, shown = "&lt;" + text[match.start() + 1 : match.end()], shown + 1
        parts += [text[at : match.start()], found]
        at = match.end()
    return Markdown("".join([*parts, text[at:]]), shown, tuple(sorted(tags.lost)))


def _in_row(text: str, at: int) -> bool:
    """Whether an offset is in the row of a table of Markdown."""
    return text.startswith("|", text.rfind("\n", 0, at) + 1)


def _made(match: re.Match[str], tags: Tags, *, in_row: bool) -> str | None:
    if not match["name"]:
        return None
    said = {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(match["rest"] or "")
    }
    return tags.markdown(match["name"].lower(), said, closes=bool(match["close"]), in_row=in_row)


def _code(html: str, *, in_row: bool) -> str:
    """What stands in ``pre``, with its lines, as a block of code."""
    code = unescape(_TAG.sub(_without, html)).rstrip()
    if in_row:
        return f"`{' '.join(code.split())}`"
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", code)), 3)
    return f"\n\n{fence}\n{code}\n{fence}\n\n"


def _without(match: re.Match[str]) -> str:
    name = (match["name"] or "").lower()
    return "\n" if name == "br" else match[0] if Tags().markdown(name, {}, closes=True, in_row=True) is None else ""
