"""The check: every rule on every file, stage by stage, as one sorted report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from afterword.check.left_out import left_out
from afterword.check.loading import take_in
from afterword.check.one_file import FileProblem, KeptProblems, problems_in
from afterword.check.report import Report
from afterword.check.sound_part import SoundPart, sound_part
from afterword.check.together import Together
from afterword.corpus import Loaded
from afterword.diagnostics import Diagnostic, Problem, Severity, Span, json_pointer
from afterword.files.cache import Store
from afterword.rules import CorpusContext, FileContext, Policy, Rule, Stage, all_rules, allowed_codes
from afterword.settings import Settings


def check(
    settings: Settings,
    as_of: date,
    *,
    wanted: Callable[[Rule], bool] = lambda _: True,
    about: Callable[[str], bool] = lambda _: True,
    progress: Callable[[str], None] = lambda _: None,
    store: Store | None = None,
    workers: int = 1,
) -> Report:
    """Check a knowledge base as of a day; ``progress`` is called with each path that is done.

    ``about`` selects the paths to report; corpus rules still read the others. Results of earlier checks are read from
    the ``store``, and many files are divided among the ``workers``.

    Raises ``SettingsError`` if the glossary file is invalid, and whatever ``contracts_of`` raises.
    """
    glossary = None
    if settings.glossary_file:
        from afterword.glossary import glossary_of

        glossary = glossary_of(settings)
    taken = take_in(settings, _running(settings, wanted), about, progress, store, workers)
    report = check_loaded(taken.loaded, as_of, wanted=wanted, about=about, found=taken.found, together=taken.together)
    taken.together.save()
    return replace(report, own_glossary=glossary)


def check_loaded(
    loaded: Loaded,
    as_of: date,
    *,
    wanted: Callable[[Rule], bool] = lambda _: True,
    about: Callable[[str], bool] = lambda _: True,
    found: Mapping[str, KeptProblems] = MappingProxyType({}),
    together: Together | None = None,
) -> Report:
    """Check files that are already loaded, or their content after an edit.

    Lasting rules do not run again where their results are ``found`` or ``together``; the rest is as for ``check``.
    """
    rules = _running(loaded.settings, wanted)
    files = [FileContext(entry, loaded.contracts[entry.kind], loaded.settings, as_of) for entry in loaded.entries]
    reported = [file for file in files if about(file.entry.path)]
    parts = {file.entry.path: part for file in reported if (part := sound_part(file))}
    passing = tuple(rule for rule in rules if not rule.lasting)
    everything: list[FileProblem] = []
    for file in reported:
        known = found.get(file.entry.path)
        everything += ((rule, file.entry.path, problem) for rule, problem in known or ())
        everything += problems_in(file, rules if known is None else passing, parts.get(file.entry.path))
    everything += (one for one in _of_corpus(loaded, files, parts, rules, about, together) if about(one[1]))
    policy = Policy.of(loaded.settings)
    settled = _settled(reported, everything, rules, policy)
    unexplained = (_diagnostic(*one, policy) for one in left_out(reported, settled))
    masked = _masked((*settled, *unexplained), loaded)
    diagnostics = tuple(sorted(masked, key=lambda one: one.sort_key))
    return Report(loaded, loaded.entries, diagnostics, strict=loaded.settings.fail_on == Severity.WARNING)


def _running(settings: Settings, wanted: Callable[[Rule], bool]) -> tuple[Rule, ...]:
    policy = Policy.of(settings)
    return tuple(rule for rule in all_rules() if wanted(rule) and policy.severity(rule) is not None)


def check_file(file: FileContext) -> tuple[Diagnostic, ...]:
    """The problems of one file, without the corpus rules."""
    policy = Policy.of(file.settings)
    alone = (rule for rule in all_rules() if rule.stage is not Stage.CORPUS)
    rules = tuple(rule for rule in alone if policy.severity(rule) is not None)
    return _settled([file], problems_in(file, rules, sound_part(file)), rules, policy)


def _settled(
    files: list[FileContext], problems: Iterable[FileProblem], rules: Iterable[Rule], policy: Policy
) -> tuple[Diagnostic, ...]:
    """The problems that remain after per-path ignores and suppressions, in order."""
    spoken = [one for one in problems if not policy.ignored(one[1], one[0].code)]
    kept = _without_allowed(files, spoken, rules, policy)
    return tuple(sorted((_diagnostic(*one, policy) for one in kept), key=lambda one: one.sort_key))


def _of_corpus(
    loaded: Loaded,
    files: list[FileContext],
    parts: Mapping[str, SoundPart],
    rules: Iterable[Rule],
    about: Callable[[str], bool],
    together: Together | None,
) -> Iterator[FileProblem]:
    whole = tuple(file for file in files if file.entry.value is not None)
    context = CorpusContext(loaded, whole, about, tuple(part.file for part in parts.values() if part.decided))
    for rule in rules:
        if rule.stage is Stage.CORPUS:
            for path, problem in together.problems(rule, context) if together else rule.check(context):
                yield rule, path, problem


def _without_allowed(
    files: Iterable[FileContext], problems: list[FileProblem], rules: Iterable[Rule], policy: Policy
) -> list[FileProblem]:
    """Remove suppressed problems, and add the rules about suppressions that are not needed."""
    with_some = {file.entry.path: file for file in files if file.entry.document is not None and file.suppressions}
    by_path = {
        path: [(suppression, allowed_codes(suppression)) for suppression in file.suppressions]
        for path, file in with_some.items()
    }
    needed: set[tuple[str, Span, str]] = set()
    kept: list[FileProblem] = []
    for rule, path, problem in problems:
        allowing = [
            (path, suppression.span, rule.code)
            for suppression, codes in by_path.get(path, ())
            if rule.code in codes and suppression.covers(problem.span)
        ]
        needed.update(allowing)
        if not allowing:
            kept.append((rule, path, problem))
    # What comes and goes with the days may need a suppression again, or not yet.
    ran = {rule.code for rule in rules if not rule.with_time}
    for path, file in with_some.items():
        if file.entry.value is None:
            continue  # what it allows may come with the rest of the file
        idle = []
        for suppression, codes in by_path[path]:
            # A rule that is off or ignored here cannot have used a suppression.
            checked = {code for code in codes & ran if not policy.ignored(path, code)}
            if unused := tuple(code for code in sorted(checked) if (path, suppression.span, code) not in needed):
                idle.append(suppression._replace(rules=unused))
        known = replace(file, idle=tuple(idle))
        for rule in rules:
            if rule.stage is Stage.AFTER and file.contract.name in rule.kinds and not policy.ignored(path, rule.code):
                kept += [(rule, path, problem) for problem in rule.check(known)]
    return kept


def _diagnostic(rule: Rule, path: str, problem: Problem, policy: Policy) -> Diagnostic:
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=policy.severity(rule) or rule.severity,
        path=path,
        span=problem.span,
        pointer=json_pointer(problem.pointer),
        message=problem.message,
        help=problem.help.strip(),
    )


def _masked(diagnostics: Iterable[Diagnostic], loaded: Loaded) -> Iterator[Diagnostic]:
    """The diagnostics with secrets masked: any rule may quote a value that turns out to be a secret."""
    for diagnostic in diagnostics:
        cover = loaded.cover({diagnostic.path})
        yield replace(
            diagnostic,
            message=cover(diagnostic.message),
            help=cover(diagnostic.help),
            pointer=cover(diagnostic.pointer),
        )
