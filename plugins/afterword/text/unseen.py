r"""The characters that nobody sees, or that act on what is around them: one table for all that reads or prints texts.

The ignorable ones are those that Unicode calls default ignorable: a font draws nothing for them. Each is a part of a
class of a regular expression that JavaScript reads too.
"""

from __future__ import annotations

from typing import Final

CONTROLS: Final = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
"""Also the separators that are line ends for some programs and not for others."""

JOINERS: Final = r"\u200c\u200d"
DIRECTIONS: Final = r"\u061c\u200e\u200f"
STYLES: Final = r"\ufe0e\ufe0f"

IGNORABLE: Final = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0"
    rf"\ufff0-\ufffb{chr(0x1BCA0)}-{chr(0x1BCA3)}{chr(0x1D173)}-{chr(0x1D17A)}{chr(0xE0000)}-{chr(0xE0FFF)}"
)
"""Those that a text may not have anywhere, and the marks of annotations."""

UNSEEN: Final = f"[{IGNORABLE}{JOINERS}{DIRECTIONS}{STYLES}]"
"""What is drawn by itself nowhere, allowed or not."""

NONCHARACTERS: Final = r"\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

_EMOJI: Final = (
    r"\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030"
    rf"\u303d\u3297\u3299{chr(0x1F000)}-{chr(0x1FAFF)}"
)
_NOT_BESIDE: Final = r"""\s"'>|\-""" + DIRECTIONS

MISPLACED: Final = (
    # Joiners belong between letters of scripts that need them and between parts of an emoji,
    rf"[{JOINERS}](?:(?<![^\x00-\u02ff\s].)|(?![^\x00-\u02ff\s]))"
    # styles behind an emoji, or between a digit and the key around it,
    rf"|[{STYLES}](?<![{_EMOJI}].)(?!\u20e3)"
    # marks of direction beside something that has one,
    rf"|[{DIRECTIONS}](?<![^{_NOT_BESIDE}].)(?![^{_NOT_BESIDE}])"
    # and an empty pattern of Braille beside one with dots.
    r"|\u2800(?<![\u2801-\u28ff].)(?![\u2801-\u28ff])"
)
"""What has a place in some scripts, and is unseen anywhere else."""
