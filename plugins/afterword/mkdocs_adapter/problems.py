"""Problems of a check as records of the engine's log.

The engine's strict mode counts warnings. In a strict build, what the check lets pass is therefore logged as information
that begins with the word, so that it is seen and stops nothing.
"""

from __future__ import annotations

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from afterword.check import Report, what_is_untold
from afterword.corpus.loading import no_reviews
from afterword.diagnostics import Diagnostic, Severity, counted
from afterword.reading.diagrams import diagrams, refusals
from afterword.settings import Settings
from afterword.settings.identity import advice
from afterword.text.printable import printable

log = get_plugin_logger("afterword")


def log_problems(report: Report, settings: Settings, *, serving: bool, strict: bool) -> None:
    """Log each problem, and refuse to build what the check rejects; a preview shows it and goes on.

    Raises ``PluginError``.
    """
    shown = settings.limits.shown_per_run
    for diagnostic in report.diagnostics[:shown]:
        if report.rejects(diagnostic):
            (log.warning if serving else log.error)("%s", _line(diagnostic))
        elif diagnostic.severity is Severity.INFO:
            log.info("%s", _line(diagnostic))
        else:
            advise(_line(diagnostic), strict=strict)
    if (more := len(report.diagnostics) - shown) > 0:
        advise(f"… and {counted(more, 'more problem')}", strict=strict)
    if untold := what_is_untold(report):
        if any(map(report.rejects, report.untold)):
            (log.warning if serving else log.error)("%s", untold)
        else:
            advise(untold, strict=strict)
    if told := advice(settings):
        log.info("%s", told)
    if not serving:
        _refuse(report, settings)


def advise(message: str, *, strict: bool) -> None:
    """Log a warning that may stand, also in a strict build."""
    if strict:
        log.info("warning: %s", message)
    else:
        log.warning("%s", message)


def note(message: str) -> None:
    """Log what nobody needs to act on."""
    log.info("%s", message)


def log_diagrams(path: str, markdown: str, settings: Settings) -> None:
    """Report diagrams that are not drawn, on a page that no rule checks."""
    for diagram in diagrams(markdown):
        for refused in refusals(diagram.text, settings.limits):
            line = printable(diagram.text[refused.start : refused.end].strip(), 80)
            log.warning("%s: %s: %s. %s", path, line, refused.reason, refused.remedy)


def _refuse(report: Report, settings: Settings) -> None:
    if report.checked == 0 and not report.loaded.hidden:
        raise PluginError(no_reviews(settings.reviews_dir))
    every = (*report.diagnostics, *report.untold)
    if fatal := [diagnostic for diagnostic in every if report.rejects(diagnostic)]:
        raise PluginError(
            f"{counted(len(fatal), 'problem')} in {counted(len({d.path for d in fatal}), 'file')}. The site was "
            "not built, and the previous one is unchanged. Run `afterword check` for details."
        )


def _line(diagnostic: Diagnostic) -> str:
    help_ = f" {diagnostic.help}" if diagnostic.help else ""
    place = f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}"
    return printable(f"{place}: {diagnostic.code} {diagnostic.message}.{help_}", 800)
