"""The runs whose metrics are asked for: one by its id, or those of an experiment that ran in the window."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from afterword.capture.kinds.mlflow.asked import PAGE, RUNS, Refused, Talk, paged
from afterword.capture.numbers import moment_of, whole
from afterword.capture.told import told
from afterword.diagnostics import counted
from afterword.evidence.snapshot import Window
from afterword.http import NoAnswer
from afterword.text.nearest import suggest

_MOST_PAGES: Final = 10
_MOST_RUNS: Final = 50


class Run(NamedTuple):
    """A run: ``keys`` are those of its metrics, not yet safe to show, and ``end`` is ``None`` while it runs."""

    id: str
    name: str
    start: datetime | None
    end: datetime | None
    deleted: bool
    keys: frozenset[str]


def run_of(talk: Talk, run_id: str) -> Run:
    """The run of an id, which may be a deleted one; raises ``NoAnswer``."""
    try:
        return _run(talk.get(f"{RUNS}/runs/get", run_id=run_id).get("run"), talk)
    except Refused as error:
        if not error.unknown:
            raise
        raise NoAnswer(
            f"The source has no run {run_id[:60]}: its id stands in its address, and a run that was deleted for good "
            "is gone"
        ) from None


def experiment_of(talk: Talk, written: str) -> str:
    """The id of an experiment that the settings name by its id or its name; raises ``NoAnswer``."""
    try:
        if written.isascii() and written.isdigit():
            talk.get(f"{RUNS}/experiments/get", experiment_id=written)
            return written
        found = talk.get(f"{RUNS}/experiments/get-by-name", experiment_name=written)
        return str(found["experiment"]["experiment_id"])
    except Refused as error:
        if not error.unknown:
            raise
        raise NoAnswer(f"The source has no experiment {written[:60]}, or the token may not see it") from None
    except (KeyError, TypeError):
        raise NoAnswer("The source answered with an experiment in a form that is not MLflow's") from None


class Found(NamedTuple):
    """Runs from the oldest to the newest, with notes on the others; ``cut`` says that some may be missing."""

    runs: list[Run]
    notes: tuple[str, ...]
    cut: bool


def runs_with(talk: Talk, experiment: str, key: str, window: Window) -> Found:
    """The runs of an experiment that have a metric and ran in a window; raises ``NoAnswer`` if there is none."""
    question = {
        "experiment_ids": [experiment],
        "filter": f"attributes.start_time <= {int(window.end.timestamp() * 1000)}",
        # Without it deleted runs would be missing without a word.
        "run_view_type": "ALL",
        "max_results": PAGE,
        "order_by": ["attributes.start_time DESC"],
    }
    rows, more = paged(
        lambda token: talk.post(f"{RUNS}/runs/search", {**question, "page_token": token}), "runs", _MOST_PAGES
    )
    every = [_run(row, talk) for row in rows]
    during = [run for run in every if run.end is None or run.end >= window.start]
    there = [run for run in during if key in run.keys]
    deleted = sum(run.deleted for run in there)
    chosen = [run for run in there if not run.deleted]
    if not chosen and not deleted:
        known = sorted({name for run in during for name in run.keys})
        raise NoAnswer(_without(talk, f"No run of the experiment that ran in this time has a metric {key}", key, known))
    notes = more
    if deleted:
        notes = (*notes, f"Left out: {counted(deleted, 'deleted run')} with this metric.")
    if len(chosen) > _MOST_RUNS:
        notes = (*notes, f"{len(chosen):,} runs have this metric, of which the newest {_MOST_RUNS} are read.")
    newest = sorted(chosen[:_MOST_RUNS], key=lambda run: (str(run.start), run.id))
    return Found(newest, notes, bool(more) or len(chosen) > _MOST_RUNS)


def expect_key(talk: Talk, run: Run, key: str) -> None:
    """Raises ``NoAnswer`` if a run has no such metric."""
    if key not in run.keys:
        raise NoAnswer(_without(talk, f"The run {run.name} has no metric {key}", key, sorted(run.keys)))


def _without(talk: Talk, what: str, key: str, keys: list[str]) -> str:
    known = [told(one, talk.server, 80) for one in keys]
    if not known:
        return f"{what}, and none at all that the token may see"
    more = f" and {len(known) - 10:,} more" if len(known) > 10 else ""
    return f"{what}.{suggest(key, known)} There are {', '.join(known[:10])}{more}"


def _run(row: Any, talk: Talk) -> Run:
    try:
        info, data = row["info"], row.get("data") or {}
        return Run(
            id=told(info.get("run_id") or info["run_uuid"], talk.server, 80),
            name=told(info.get("run_name") or info.get("run_id"), talk.server, 80),
            start=milliseconds(info.get("start_time")),
            end=milliseconds(info.get("end_time")),
            deleted=info.get("lifecycle_stage") == "deleted",
            keys=frozenset(str(metric["key"]) for metric in data.get("metrics") or ()),
        )
    except (KeyError, TypeError, AttributeError):
        raise NoAnswer("The source answered with a run in a form that is not MLflow's") from None


def milliseconds(value: Any) -> datetime | None:
    """The time of milliseconds since 1970, a number or, as some servers write them, a text; ``None`` for none."""
    found = whole(value)
    return moment_of(found / 1000) if found else None
