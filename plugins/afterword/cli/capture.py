"""``afterword capture``: bring in what a model's numbers were, and cite them in the review."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.common import CouldNotRun, could_not_run, root_option, settings_for
from afterword.settings import Settings
from afterword.settings.source_tables import kinds

if TYPE_CHECKING:
    from datetime import timedelta


class Length(click.ParamType):  # type: ignore[type-arg]  # click before 8.3 has no `ParamType[timedelta]`
    """A duration on the command line."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        from datetime import timedelta

        from afterword.settings.source_tables import seconds

        if isinstance(value, timedelta):
            return value
        length = timedelta() if value in {"0", "0s", "0m", "0h", "0d"} else None
        if length is None and (found := seconds(value)) is not None:
            length = timedelta(seconds=found)
        if length is None:
            self.fail(f"{value!r} is not a duration; write it like 30m, 24h or 7d, at most 31d", param, ctx)
        return length


def _reviews(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The ids of reviews, for the completion of a shell."""
    from afterword.corpus.places import files_in

    settings = _settings_to_complete(ctx)
    names = [file.stem for file in files_in(settings.reviews_dir, dated=True)] if settings else []
    return [name for name in names if name.startswith(incomplete)]


def _sources(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    settings = _settings_to_complete(ctx)
    names = [source.name for source in settings.sources] if settings else []
    return [name for name in names if name.startswith(incomplete)]


def _metrics(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    settings, chosen = _settings_to_complete(ctx), ctx.params.get("sources") or ()
    among = [one for one in settings.sources if not chosen or one.name in chosen] if settings else []
    names = dict.fromkeys(metric.name for source in among for metric in source.metrics)
    return [name for name in names if name.startswith(incomplete)]


def _settings_to_complete(ctx: click.Context) -> Settings | None:
    """The settings, or nothing: a completion never complains."""
    try:
        return settings_for(ctx.params.get("root"))
    except Exception:  # noqa: BLE001  # the command itself says what is wrong
        return None


@click.command()
@click.argument("review", required=False, shell_complete=_reviews)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME",
    shell_complete=_sources,
    help="Only this source; can be repeated. [default: all in the settings]",
)
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    metavar="NAME",
    shell_complete=_metrics,
    help="Only this metric; can be repeated. The others stay as they were captured before.",
)
@click.option(
    "--baseline",
    type=Length(),
    default="24h",
    show_default=True,
    help="Length of the baseline, which ends where --before begins.",
)
@click.option("--before", type=Length(), default="1h", show_default=True, help="How long before the onset to begin.")
@click.option("--after", type=Length(), default="2h", show_default=True, help="How long after the mitigation to end.")
@click.option("--diff", "only_diff", is_flag=True, help="Ask, show how the review would change, and write nothing.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked of whom; connect to nothing, and read no token.")
@click.option(
    "--list", "listing", is_flag=True, help="Say whether each source answers, its version, and whether the token works."
)
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read an exported answer from a file; `-` is standard input. Nothing is connected to.",
)
@click.option("--kind", type=click.Choice(list(kinds())), help="With --from: what kind of export it is.")
@click.option(
    "--at", metavar="TIME", help="With --from: the time, with its zone, that a report is of which does not say it."
)
@click.option(
    "--trusted",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Checkout of the base branch. Settings are read from it, reviews from the root.",
)
@root_option
def capture(
    review: str | None,
    sources: tuple[str, ...],
    metrics: tuple[str, ...],
    baseline: timedelta,
    before: timedelta,
    after: timedelta,
    only_diff: bool,
    dry_run: bool,
    listing: bool,
    file: Path | None,
    kind: str | None,
    at: str | None,
    trusted: Path | None,
    root: Path | None,
) -> None:
    """Bring in what a model's numbers were at the time of an incident, and cite them in the review.

    REVIEW is the path or the id of a review. Its clocks say which time to ask for: from `onset` to `mitigated`, with a
    margin on both sides and a baseline before. The sources and their metrics are those of [tool.afterword.sources] in
    pyproject.toml; no other server is asked.

    What each source gives becomes a file below `evidence/` beside the reviews, and the review cites it under
    `diagnosis`. Nothing is overwritten: a later capture that differs becomes a file of its own, which names the one
    that it supersedes. Files that were moved with a renamed review are first renamed to match, even if no source
    answers. A token comes from an environment variable or a command that the settings name, and is written nowhere.

    \b
    Examples:
      afterword capture --list
      afterword capture 2026-03-01-the-ranker-served-an-empty-model --dry-run
      afterword capture 2026-03-01-the-ranker-served-an-empty-model
      afterword capture postmortems/2026-03-01-the-ranker-served-an-empty-model.md --source prod --metric precision
      afterword capture 2026-03-01-the-ranker-served-an-empty-model --baseline 7d --after 6h --diff
      afterword capture 2026-03-01-the-ranker-served-an-empty-model --from report.json --kind evidently \\
        --at 2026-03-01T10:00:00Z

    Exit codes: 0 all was had, 1 something could not be had or written, 2 the command could not run.
    With --diff: 0 nothing would change, 1 something. With --list: 1 a source or its token does not work.
    """
    from afterword.capture.choosing import Choice, NoSuchSource
    from afterword.cli.capturing import captured, taken_over
    from afterword.cli.sources import listed, planned
    from afterword.evidence.window import Margins

    _expect_one_task(review, listing, dry_run, only_diff, file, kind or at)
    asked = review or ""
    with could_not_run():
        settings = settings_for(root, Path(review) if review and Path(review).is_file() else None, trusted)
    if review and not (dry_run or only_diff):
        taken_over(asked, settings)
    choice = Choice(sources, metrics, file, kind, listing, at=at)
    try:
        tasks = choice.tasks(settings)
    except NoSuchSource as error:
        raise CouldNotRun(str(error)) from None
    if listing:
        sys.exit(listed(tasks, settings))
    margins = Margins(baseline, before, after)
    if dry_run:
        sys.exit(planned(asked, tasks, settings, margins, file))
    sys.exit(captured(asked, tasks, settings, margins, file, only_diff=only_diff))


def _expect_one_task(
    review: str | None, listing: bool, dry_run: bool, only_diff: bool, file: Path | None, of_file: str | None
) -> None:
    if listing and (review or dry_run or only_diff or file):
        raise CouldNotRun("--list asks every source whether it answers; give no REVIEW, --dry-run, --diff or --from")
    if not listing and not review:
        raise CouldNotRun(
            "Name a review: its path, or its id, which is the name of its file without `.md`, such as "
            "2026-03-01-precision-fell. `afterword capture --list` shows the sources."
        )
    if dry_run and only_diff:
        raise CouldNotRun("--dry-run asks nothing, so that there is no --diff; keep one")
    if of_file and not file:
        raise CouldNotRun("--kind and --at say what an exported file is; give the file with --from")
