"""Raw HTML in a Markdown text, as Markdown; a tag that has no counterpart becomes visible text."""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

from afterword.adopting.html_tables import PARTS, table, tables_in
from afterword.adopting.html_tags import Tags
from afterword.reading.narrative import prose
from afterword.text.backticks import backticks

# What encloses the target of a link is no tag.
_TAG: Final = re.compile(
    r"(?!(?:(?<=\]\()|(?<=\]:[ \t]))<[^<>\n]*>[ \t]*(?:[()\"']|$))(?:"
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s[^<>]*)?)/?>|<(?P<mail>[^\s<>@]+@[^\s<>]+)>"
    r"|<(?!(?:https?|mailto):[^\s<>]*>)(?=[A-Za-z/!?]))",
    re.IGNORECASE | re.MULTILINE,
)
_PRE: Final = re.compile(r"<pre\b[^<>]*>\n?(.*?)</pre\s*>", re.DOTALL | re.IGNORECASE)
_PRE_END: Final = re.compile(r"</pre\s*>", re.IGNORECASE)
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
    # Behind the last end, each beginning would be followed to the end of the text.
    last = max((match.end() for match in _PRE_END.finditer(masked)), default=0)
    for match in reversed(list(_PRE.finditer(masked, 0, last))):
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


def untagged(text: str) -> str:
    """A text without the tags that Markdown has no use for, but with every word that a reader sees, and addresses."""
    masked, parts, at = prose(text), [], 0
    for match in _TAG.finditer(masked):
        if match["name"]:
            said = _attributes(match)
            words = " ".join(said[name] for name in ("alt", "href", "src") if name in said)
            made = " " if match["name"].lower() in PARTS else _made(match, Tags(), in_row=True)
            parts += [
                text[at : match.start()],
                text[slice(*match.span())] if made is None else f" {words} " if words else made,
            ]
            at = match.end()
    return "".join([*parts, text[at:]])


def _made(match: re.Match[str], tags: Tags, *, in_row: bool) -> str | None:
    if not match["name"]:
        return None
    return tags.markdown(match["name"].lower(), _attributes(match), closes=bool(match["close"]), in_row=in_row)


def _attributes(match: re.Match[str]) -> dict[str, str]:
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(match["rest"] or "")
    }


def _code(html: str, *, in_row: bool) -> str:
    """What stands in ``pre``, with its lines, as a block of code."""
    code = unescape(_TAG.sub(_without, html)).rstrip()
    if in_row:
        return f"`{' '.join(code.split())}`"
    fence = backticks(code, 3)
    return f"\n\n{fence}\n{code}\n{fence}\n\n"


def _without(match: re.Match[str]) -> str:
    name = (match["name"] or "").lower()
    return "\n" if name == "br" else match[0] if Tags().markdown(name, {}, closes=True, in_row=True) is None else ""
