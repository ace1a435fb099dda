"""The base branch is read as far as it differs, and is what it would be if it were read alone."""

from __future__ import annotations

from afterword.comment import load_beside
from afterword.corpus import Loaded, load
from afterword.settings import load_settings
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page

OTHER = "postmortems/2025-02-01-other.md"


def beside(before: Base, after: Base) -> Loaded:
    return load_beside(load(load_settings(after.root)), load_settings(before.root))


def values(loaded: Loaded) -> dict[str, object]:
    return {entry.path: entry.value for entry in loaded.entries}


def test_a_file_that_is_the_same_in_both_is_not_read_again(before: Base, after: Base) -> None:
    proposed = load(load_settings(after.root))
    found = {entry.path: entry for entry in load_beside(proposed, load_settings(before.root)).entries}
    assert found[EXAMPLE] is next(entry for entry in proposed.entries if entry.path == EXAMPLE)


def test_a_file_that_was_changed_added_or_removed_is_as_the_base_branch_has_it(before: Base, after: Base) -> None:
    before.write(EXAMPLE, page(overlaid(DRAFT, "title: Another title\n")))
    before.write(OTHER, page(overlaid(DRAFT, "onset: 2025-02-01\n")))
    after.write("postmortems/2025-03-01-new.md", page(overlaid(DRAFT, "onset: 2025-03-01\n")))
    assert values(beside(before, after)) == values(load(load_settings(before.root)))


def test_settings_that_read_a_file_otherwise_have_it_read_again(before: Base, after: Base) -> None:
    settings = before.root / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + "[tool.afterword.limits]\nfile_bytes = 1000\n", "utf-8")
    before.write(EXAMPLE, page(DRAFT) + "x" * 2000)
    after.write(EXAMPLE, page(DRAFT) + "x" * 2000)
    assert values(beside(before, after))[EXAMPLE] is None


def test_a_link_in_place_of_a_file_is_never_taken_for_it(before: Base, after: Base) -> None:
    (before.root / EXAMPLE).unlink()
    (before.root / EXAMPLE).symlink_to(after.root / EXAMPLE)
    assert values(beside(before, after))[EXAMPLE] is None
