"""``afterword digest``: what it prints, where it writes, and when it does not run."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("configuration", "options", "link"),
    [
        ("", (), ""),
        ("site_url: https://x.org/kb/", (), "https://x.org/kb/postmortems/2025-01-01-example/"),
        (
            "site_url: 'https://x.org'\nuse_directory_urls: false",
            (),
            "https://x.org/postmortems/2025-01-01-example.html",
        ),
        ("site_url: https://x.org", ("--flat-urls",), "https://x.org/postmortems/2025-01-01-example.html"),
        (
            "site_url: https://x.org",
            ("--site-url", "http://y.org:80/a"),
            "http://y.org:80/a/postmortems/2025-01-01-example/",
        ),
        ("site_url: https://x.org", ("--site-url", ""), ""),
        ("site_url: !ENV [URL, 'https://x.org']", (), ""),
        ("site_url: reviews.example.org", (), ""),
    ],
)
def test_links_begin_with_the_address_of_the_site(
    configuration: str, options: tuple[str, ...], link: str, base: Base
) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, "reviewed: 2026-01-08\n")))
    base.write("mkdocs.yml", f"site_name: T\n{configuration}\n")
    done = invoke(base.root, "digest", "--since", "2025-12-31", *options)
    assert (done.exit_code, done.stdout.partition("](")[2].partition(")")[0]) == (0, link)


@pytest.mark.parametrize(
    "url", ["reviews.example.org", "https://x.org/a b)", "ftp://x.org", "https://", "https://x.org?a"]
)
@pytest.mark.parametrize("command", [("digest", "--since", "2025-12-31"), ("render", "--out", "o")])
def test_an_address_that_is_none_is_refused(command: tuple[str, ...], url: str, base: Base) -> None:
    done = invoke(base.root, *command, "--site-url", url)
    assert (done.exit_code, "is not the address of a site; write it like" in done.stderr) == (2, True)


def test_nothing_is_told_while_a_review_is_malformed(base: Base) -> None:
    base.write(EXAMPLE, "no front matter\n")
    done = invoke(base.root, "digest", "--since", "2025-12-31")
    assert done.exit_code == 1
    assert "AW005" in done.output
