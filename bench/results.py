"""The figures of a run, the file in which they are kept, and what a later run says of them.

A ratio compares ours with a peer on the same machine within the same run, and is better the lower it is. A quality is
a share of what ought to be found, and is better the higher it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.generate import REPOSITORY

RESULTS: Final = REPOSITORY / "bench" / "results.json"

WORSE: Final = 1.5
"""From which multiple of the committed ratio a run fails: less than a half can be the machine."""

LOST: Final = 0.02
"""How much of a quality may go without a word."""

RATIO, QUALITY = "ratio", "quality"


@dataclass(frozen=True)
class Figure:
    """A ratio or a quality."""

    kind: str
    value: float

    @property
    def rounded(self) -> float:
        """As it is kept and told: three digits that count for a ratio, and three decimals for a quality."""
        return float(f"{self.value:.3g}") if self.kind == RATIO else round(self.value, 3)

    def better(self, other: Figure) -> Figure:
        """The better of two: what a busy machine did to one, it need not have done to the other."""
        return min(self, other, key=lambda one: one.value if one.kind == RATIO else -one.value)


Figures = Mapping[str, Figure]
"""Figures by their names, such as ``check.one_file``; the part before the full stop is the benchmark."""


@dataclass(frozen=True)
class Verdict:
    """What is to be said of one figure; ``fails`` says whether it stops the pipeline."""

    name: str
    committed: Figure | None
    now: Figure | None
    said: str
    fails: bool = False

    @property
    def benchmark(self) -> str:
        return self.name.partition(".")[0]


def verdicts(committed: Figures, now: Figures) -> list[Verdict]:
    """Each figure that is committed or was measured, by name."""
    return [_verdict(name, committed.get(name), now.get(name)) for name in sorted({*committed, *now})]


def judged(
    committed: Figures, measure: Callable[[Iterable[str]], Figures], names: Iterable[str], again: int = 2
) -> list[Verdict]:
    """The verdicts on some benchmarks; those that would fail are measured again before it is said."""
    now = dict(measure(names))
    for _ in range(again):
        failing = {one.benchmark for one in verdicts(committed, now) if one.fails and one.now is not None}
        if not failing:
            break
        for name, figure in measure(sorted(failing)).items():
            now[name] = figure.better(now.get(name, figure))
    return verdicts(committed, now)


def _verdict(name: str, committed: Figure | None, now: Figure | None) -> Verdict:
    if now is None:
        return Verdict(name, committed, now, "no longer measured", fails=True)
    if committed is None:
        return Verdict(name, committed, now, "new, not committed yet")
    if now.kind == QUALITY:
        if now.value < committed.value - LOST:
            return Verdict(name, committed, now, "WORSE", fails=True)
        return Verdict(name, committed, now, "better" if now.value > committed.value + LOST else "the same")
    if now.value > committed.value * WORSE:
        return Verdict(name, committed, now, "WORSE", fails=True)
    return Verdict(name, committed, now, "better" if now.value * WORSE < committed.value else "the same")


def table(found: Iterable[Verdict]) -> Iterator[str]:
    """The lines of a table of verdicts."""
    rows = [(one.name, _shown(one.committed), _shown(one.now), one.said) for one in found]
    head = ("figure", "committed", "now", "verdict")
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _shown(figure: Figure | None) -> str:
    return "-" if figure is None else f"{figure.rounded:g}"


def write(figures: Figures, against: Mapping[str, str], file: Path = RESULTS) -> None:
    """Keep figures, those of each benchmark beside what it compares with."""
    kept: dict[str, dict[str, object]] = {}
    for name, figure in figures.items():
        benchmark, _, rest = name.partition(".")
        entry = kept.setdefault(benchmark, {"against": against[benchmark]})
        values = entry.setdefault(figure.kind, {})
        if isinstance(values, dict):
            values[rest] = figure.rounded
    file.write_text(json.dumps(kept, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def read(file: Path = RESULTS) -> dict[str, Figure]:
    """The figures that are committed."""
    kept: Mapping[str, Mapping[str, Mapping[str, float]]] = json.loads(file.read_text("utf-8"))
    return {
        f"{benchmark}.{rest}": Figure(kind, value)
        for benchmark, entry in kept.items()
        for kind in (RATIO, QUALITY)
        for rest, value in entry.get(kind, {}).items()
    }
