"""``afterword digest``: what it prints, where it writes, and when it does not run."""

from __future__ import annotations

from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke


def test_a_digest_can_be_written_to_a_file(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, "reviewed: 2026-01-08\n")))
    done = invoke(base.root, "digest", "--since", "2025-12-31", "--output", "digest.md")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "## Incidents (1)" in (base.root / "digest.md").read_text("utf-8")


def test_a_stretch_that_ends_before_it_begins_is_refused(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    done = invoke(base.root, "digest", "--since", "2026-02-01", "--until", "2026-01-31")
    assert done.exit_code == 2
    assert "--since must be before --until" in done.output


def test_a_past_stretch_is_told_although_later_things_have_happened(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, "reviewed: 2026-01-08\n")))
    done = invoke(base.root, "digest", "--since", "2025-12-01", "--until", "2025-12-31")
    assert (done.exit_code, "## Incidents" in done.stdout) == (0, False)


def test_nothing_is_told_while_a_review_is_malformed(base: Base) -> None:
    base.write(EXAMPLE, "no front matter\n")
    done = invoke(base.root, "digest", "--since", "2025-12-31")
    assert done.exit_code == 1
    assert "AW005" in done.output
