"""The text of a review from elsewhere as a narrative: headings below the title, links and images in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from afterword.reading.headings import bare, headings, lowered
from afterword.reading.narrative import prose
from afterword.text.edits import Edit, apply
from afterword.text.slug import slug

# The files that may come along.
_KINDS: Final = frozenset([".avif", ".csv", ".gif", ".jpeg", ".jpg", ".json", ".png", ".svg", ".txt", ".webp"])
_SHOWN: Final = 120
_LARGEST: Final = 8 * 1024 * 1024
_LINK: Final = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\n]|\\.|\n(?!\n)|\[[^\[\]\n]*\])*)\]"
    r"\(\s*(?P<target><[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*\))*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_DEFINED: Final = re.compile(
    r"^ {0,3}\[(?!\^)(?P<text>[^\]\n]+)\]:[ \t]*(?P<target><[^<>\n]*>|\S+)[^\n]*$", re.MULTILINE
)
# The lines of code are spaces in the text that is searched.
_BLANK: Final = re.compile(r"(?<=\S)\n{4,}(?!\n)")
_INCLUDE: Final = re.compile(r"-{1,}8<-{1,}")


@dataclass
class Narrative:
    """A text with the files that come along, by their new names, and what a person has to look at."""

    text: str
    files: dict[str, Path] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def narrative(text: str, title: str, source: Path, new: Mapping[Path, str], prefix: str) -> Narrative:
    """The narrative that a text becomes.

    ``new`` are the reviews that other files become; ``prefix`` begins the names of images that come along.
    """
    made = Narrative(_below_title(text, title))
    for pattern in (_DEFINED, _LINK):
        made.text = _linked(made, made.text, pattern, source, new, prefix)
    if _INCLUDE.search(made.text):
        made.text = _INCLUDE.sub("-- 8 < --", made.text)
        made.notes.append("a line that includes another file is only text now")
    blank = [
        Edit(match.start() + 3, match.end(), "")
        for match in _BLANK.finditer(prose(made.text))
        if not made.text.startswith(("    ", "\t"), match.end())
    ]
    made.text = apply(made.text, blank).strip("\n") + "\n"
    return made


def _below_title(text: str, title: str) -> str:
    found = headings(text)
    first = next((one for one in found if one.level == 1), None)
    same = (
        first is not None
        and bare(title)
        and bare(title) in {bare(first.text), *(bare(part) for part in re.split("[:|-]", first.text))}
    )
    edits = [Edit(first.start, first.end, "")] if first and same and bare(first.text) == bare(title) else []
    rest = [one for one in found if not (edits and one is first)]
    return apply(text, [*edits, *lowered(text, rest)] if any(one.level == 1 for one in rest) else edits)


def _linked(
    made: Narrative, text: str, pattern: re.Pattern[str], source: Path, new: Mapping[Path, str], prefix: str
) -> str:
    """A text with its links as they can stay; what a link encloses is looked at first, for an image in it."""
    parts, at = [], 0
    anchors = {slug(one.text) for one in headings(made.text)}
    for match in pattern.finditer(prose(text)):
        words, written = text[slice(*match.span("text"))], text[slice(*match.span("target"))]
        if pattern is _LINK and "](" in words:
            words = _linked(made, words, pattern, source, new, prefix)
        image = bool(match.groupdict().get("image"))
        target = written.strip("<>")
        again = _target(made, target, image, anchors, source, new, prefix)
        if again is None:
            whole = _unlinked(words, target, defined=pattern is _DEFINED)
        elif image and again == target and urlsplit(target).scheme:
            whole = f"[{words.strip() or 'image'}]({target})"
            made.notes.append("an image on another host became a link")
        else:
            whole = (
                text[match.start() : match.start("text")]
                + words
                + text[match.end("text") : match.start("target")]
                + (written if again == target else again)
                + text[match.end("target") : match.end()]
            )
        parts += [text[at : match.start()], whole]
        at = match.end()
    return "".join([*parts, text[at:]])


def _unlinked(words: str, target: str, *, defined: bool) -> str:
    """A link that leads nowhere as text."""
    code = f"`{target[:_SHOWN].replace(chr(96), '')}`"
    if defined:
        return f"{words}: {code}"
    if not words.strip():
        return code
    return words if target.startswith("#") else f"{words} ({code})"


def _target(  # noqa: PLR0911 - one kind of link after the other
    made: Narrative,
    target: str,
    image: bool,
    anchors: Collection[str],
    source: Path,
    new: Mapping[Path, str],
    prefix: str,
) -> str | None:
    """The target of a link from the review; ``None`` for one that leads nowhere, which is noted."""
    try:
        parts = urlsplit(target)
        scheme = parts.scheme.lower()
    except ValueError:
        scheme, parts = "none", urlsplit("")
    if scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc:
        return target
    if scheme == "mailto" and not image:
        return target
    if not scheme and not parts.netloc and parts.path and not parts.path.startswith("/"):
        file = Path(source.parent, unquote(parts.path)).resolve()
        if file in set(made.files.values()):
            return next(f"images/{name}" for name, one in made.files.items() if one == file)
        if name := _brought(made, file, prefix):
            return f"images/{name}"
        if file in new:
            made.notes.append(f"the link to {parts.path[:60]} leads to {new[file]}; set it by hand, or use `related`")
            return None
    if target.startswith("#") and target[1:] in anchors:
        return target
    made.notes.append(f"a link that leads nowhere from here is only text now: {target[:80]}")
    return None


def _brought(made: Narrative, file: Path, prefix: str) -> str:
    """The new name of an image that can come along; empty if it cannot."""
    if file.suffix.lower() not in _KINDS or not file.is_file() or file.stat().st_size > _LARGEST:
        return ""
    name = f"{prefix}-{slug(file.stem)}{file.suffix.lower()}"
    number = 1
    while name in made.files:
        number += 1
        name = f"{prefix}-{slug(file.stem)}-{number}{file.suffix.lower()}"
    made.files[name] = file
    return name
