"""Problems of a check as records of the engine's log, which it counts for its strict mode."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from afterword.check import Report, what_is_untold
from afterword.corpus.loading import no_reviews
from afterword.diagnostics import Diagnostic, Severity, counted
from afterword.reading.diagrams import diagrams, refusals
from afterword.settings import Settings
from afterword.settings.identity import advice
from afterword.text.printable import printable

log = get_plugin_logger("afterword")


def log_problems(report: Report, settings: Settings, *, serving: bool, strict: bool) -> None:
    """Log each problem once: the engine counts records, so that its strict mode sees every one."""
    log_by_severity = {
        Severity.ERROR: log.warning if serving else log.error,
        Severity.WARNING: log.warning,
        Severity.INFO: log.info,
    }
    shown = settings.limits.shown_per_run
    for diagnostic in report.diagnostics[:shown]:
        log_by_severity[diagnostic.severity]("%s", _line(diagnostic))
    if (more := len(report.diagnostics) - shown) > 0:
        log.warning("… and %s", counted(more, "more problem"))
    if report.untold:
        log_by_severity[min((one.severity for one in report.untold), key=list(Severity).index)](
            "%s", what_is_untold(report)
        )
    if told := advice(settings):
        log.info("%s", told)
    if not serving:
        _refuse(report, settings, {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR})


def log_diagrams(path: str, markdown: str, settings: Settings) -> None:
    """Report diagrams that are not drawn, on a page that no rule checks."""
    for diagram in diagrams(markdown):
        for refused in refusals(diagram.text, settings.limits):
            line = printable(diagram.text[refused.start : refused.end].strip(), 80)
            log.warning("%s: %s: %s. %s", path, line, refused.reason, refused.remedy)


def warned() -> bool:
    """Whether the engine has counted a warning, for which a strict build fails at its very end."""
    root = logging.getLogger(log.logger.name.partition(".")[0])
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in root.handlers)


def _refuse(report: Report, settings: Settings, severities: Iterable[Severity]) -> None:
    if report.checked == 0 and not report.loaded.hidden:
        raise PluginError(no_reviews(settings.reviews_dir))
    every = (*report.diagnostics, *report.untold)
    if fatal := [diagnostic for diagnostic in every if diagnostic.severity in severities]:
        raise PluginError(
            f"{counted(len(fatal), 'problem')} in {counted(len({d.path for d in fatal}), 'file')}. The site was "
            "not built, and the previous one is unchanged. Run `afterword check` for details."
        )


def _line(diagnostic: Diagnostic) -> str:
    help_ = f" {diagnostic.help}" if diagnostic.help else ""
    place = f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}"
    return printable(f"{place}: {diagnostic.code} {diagnostic.message}.{help_}", 800)
