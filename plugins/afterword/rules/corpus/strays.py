"""Rules of the corpus: nothing that somebody wrote lies unread, and an id belongs to one file."""

from __future__ import annotations

from afterword.corpus.strays import Stray, strays
from afterword.diagnostics import Problem, Severity
from afterword.rules.policy import Policy
from afterword.rules.registry import CorpusContext, CorpusProblems, corpus_rule
from afterword.rules.shared import once_a_check
from afterword.schema import REVIEW
from afterword.secrecy import masked_path

REPEATED_ID = "AW413"
_MISPLACED, _UNREAD = "AW414", "AW415"
ABOUT_OTHER_FILES = frozenset({"AW414", "AW415", "AW416", "AW423"})
"""The rules about files that are no reviews or patterns; they look through folders of the repository."""


@corpus_rule(REPEATED_ID, "repeated-id")
def repeated_id(corpus: CorpusContext) -> CorpusProblems:
    """Two reviews in different folders have different file names.

    ## Why
    The id of a review is the name of its file, and its address on the site has no folder.
    Of two files with one name, only one could be shown.

    ## Bad
    ```markdown title="postmortems/2025/2025-01-01-example.md"
    ---
    title: The cache was empty
    status: draft
    kind: incident
    severity: sev3
    summary: The cache was empty.
    onset: 2025-01-01
    ---
    ```

    ## Good
    ```markdown title="postmortems/2025/2025-01-01-another.md"
    ---
    title: The cache was empty
    status: draft
    kind: incident
    severity: sev3
    summary: The cache was empty.
    onset: 2025-01-01
    ---
    ```
    """
    first: dict[str, str] = {}
    for entry in corpus.loaded_reviews:
        owner = first.setdefault(entry.id, entry.path)
        if owner != entry.path:
            yield (
                entry.path,
                Problem(
                    f"The id `{entry.id}` is already that of {owner}",
                    help="Rename one of the two files, or delete one if they are copies.",
                ),
            )


@corpus_rule(_MISPLACED, "misplaced-page")
def misplaced_page(corpus: CorpusContext) -> CorpusProblems:
    """A file with the fields of a review or a pattern is where reviews and patterns are read.

    ## Why
    Elsewhere, or with another ending than `.md`, it is on no page and in no data, and nobody would notice.
    Reviews are read from their folder and from folders by year or month below it, patterns from theirs alone.
    The whole repository is searched, except for hidden folders, other repositories, environments and built sites.
    If such a file is an example or belongs to a test, ignore the rule for its path in the settings.

    ## Bad
    ```markdown title="postmortem/2025-01-02-another.md"
    ---
    title: The cache was empty again
    severity: sev3
    onset: 2025-01-02
    ---
    ```

    ## Good
    ```markdown title="postmortems/2025/2025-01-02-another.md"
    ---
    title: The cache was empty again
    status: draft
    kind: incident
    severity: sev3
    summary: The cache was empty a second time.
    onset: 2025-01-02
    ---
    ```
    """
    for stray in _strays(corpus):
        if stray.sure:
            what = f"The file has the fields of a {_word(stray)}, but it is not read"
            yield stray.path, Problem(f"{what}: {_because(stray)}", help=f"{_remedy(stray)}.")


@corpus_rule(_UNREAD, "unread-file", Severity.WARNING)
def unread_file(corpus: CorpusContext) -> CorpusProblems:
    """A file that may be a review is where reviews are read, and has their fields.

    ## Why
    A text without our fields may still be a review that somebody wrote elsewhere, and that would be missing here.
    It is reported if it lies near the reviews, or in a folder with a similar name, or if its name begins with a date
    and its text speaks of an incident.
    If it is none, ignore the rule for its path in the settings.

    ## Bad
    ```markdown title="Postmortems/cache.md"
    # The cache was empty

    Pages were slow for an hour.
    ```

    ## Good
    ```yaml
    title: The cache was empty
    ```
    """
    for stray in _strays(corpus):
        if not stray.sure:
            yield (
                stray.path,
                Problem(
                    f"The file may be a {_word(stray)}, but it is not read: {_because(stray)}",
                    help=f"If it is one, give it front matter. {_remedy(stray)}. If not, ignore AW415 for its path.",
                ),
            )


@once_a_check  # both rules ask
def _strays(corpus: CorpusContext) -> tuple[Stray, ...]:
    settings = corpus.loaded.settings
    policy = Policy.of(settings)

    def told(path: str) -> bool:
        # Where a rule is ignored, many files may look like a page, as in a folder of tests.
        return not all(policy.ignored(path, code) for code in (_MISPLACED, _UNREAD)) and corpus.about(masked_path(path))

    return tuple(strays(settings, corpus.loaded.contracts, told))


def _word(stray: Stray) -> str:
    return "review" if stray.kind == REVIEW else "pattern"


def _because(stray: Stray) -> str:
    if stray.in_its_folder:
        return "only files that end in `.md` are"
    if stray.kind == REVIEW:
        return f"reviews are read from `{stray.home}/` and from its folders by year or month"
    return f"patterns are read from `{stray.home}/` alone"


def _remedy(stray: Stray) -> str:
    if stray.taken:
        return f"`{stray.target}` exists already: if this is a copy of it, delete it"
    return f"{'Rename' if stray.in_its_folder else 'Move'} it to `{stray.target}`"
