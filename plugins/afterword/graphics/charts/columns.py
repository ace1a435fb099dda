"""Parts of wholes over time: a column for each period, full for the part and outlined for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from afterword.graphics.charts.drawing import TEXT, WIDTH, Drawing, Ink, line, mark, words

HEIGHT: Final = 150
HUNDREDS: Final = 100
"""From here on the columns show shares in per cent; the table has the numbers."""


@dataclass(frozen=True)
class Column:
    """A period with the number of the part and of the whole."""

    name: str
    part: int
    whole: int


def columns(periods: Sequence[Column], part: str, rest: str) -> Drawing | None:
    """Stacked columns, the part at the foot; ``part`` and ``rest`` name the two. ``None`` where nothing happened."""
    highest = max((period.whole for period in periods), default=0)
    if highest <= 0:
        return None
    values: list[dict[str, Any]] = [
        {"at": at, "part": period.part, "whole": period.whole, "name": period.name} for at, period in enumerate(periods)
    ]
    scale = {"paddingInner": 0.3, "paddingOuter": 0.1, "domain": list(range(max(len(periods), 8)))}
    x = {"field": "at", "type": "ordinal", "axis": None, "scale": scale}
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [0, highest], "nice": False}}
    with_data = [value for value in values if value["whole"]]
    over = [value | {"text": _share(value["part"], value["whole"], highest)} for value in with_data]
    names = [value | {"text": value["name"]} for value in values]
    # Fractions and names of many periods are close together.
    size = TEXT if len(periods) < 10 else TEXT - 1
    return Drawing.of(
        [
            mark(
                "bar",
                with_data,
                {"x": x, "y": y | {"field": "whole"}},
                color=Ink.TINT,
                stroke=Ink.ACCENT,
                strokeWidth=1,
            ),
            mark("bar", with_data, {"x": x, "y": y | {"field": "part"}}, color=Ink.ACCENT),
            words(
                over, {"x": x, "y": y | {"field": "whole"}}, dy=-5, baseline="bottom", fontWeight="bold", fontSize=size
            ),
            line(HEIGHT, WIDTH - 16),
            words(names, {"x": x}, y=HEIGHT + 8, baseline="top", color=Ink.FAINT, fontSize=size),
            *_key(part, rest),
        ],
        height=HEIGHT,
        left=8,
        right=8,
        top=52,
        bottom=26,
    )


def _share(part: int, whole: int, highest: int) -> str:
    """Both numbers, or, where they are too long to fit side by side, the share."""
    return f"{part}/{whole}" if highest < HUNDREDS else f"{100 * part / whole:.0f} %"


def _key(part: str, rest: str) -> list[dict[str, object]]:
    second = 34 + 6.4 * len(part)
    style = {"shape": "square", "size": 110, "y": -40, "filled": True, "opacity": 1}
    return [
        mark("point", [{}], {}, x=7, color=Ink.ACCENT, **style),
        mark("point", [{}], {}, x=second + 7, fill=Ink.TINT, stroke=Ink.ACCENT, strokeWidth=1, **style),
        words([{"text": part}], {}, x=18, y=-40, align="left", baseline="middle"),
        words([{"text": rest}], {}, x=second + 18, y=-40, align="left", baseline="middle"),
    ]
