"""``afterword csp``: what it prints, and what it does to pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.publish.csp import hash_of
from tests.unit.cli.invoke import invoke

PAGE = "<!doctype html><html><head><meta charset=utf-8></head><body><script>a()</script></body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "layers").mkdir(parents=True)
    for name in ("index.html", "layers/index.html"):
        (tmp_path / "site" / name).write_text(PAGE, "utf-8")
    return tmp_path


def test_the_policy_is_one_line(site: Path) -> None:
    done = invoke(site, "csp")
    assert done.exit_code == 0
    assert done.stdout.count("\n") == 1
    assert hash_of("a()") in done.stdout


@pytest.mark.parametrize(
    ("form", "begins"), [("nginx", 'add_header Content-Security-Policy "'), ("headers", "/*\n  Content-")]
)
def test_a_host_gets_it_in_its_own_words(site: Path, form: str, begins: str) -> None:
    assert invoke(site, "csp", "site", "--format", form).stdout.startswith(begins)


def test_each_page_can_carry_it(site: Path) -> None:
    assert invoke(site, "csp", "--insert").stdout == "Inserted a policy into 2 pages\n"
    text = (site / "site" / "layers" / "index.html").read_text("utf-8")
    assert text.count("http-equiv") == 1
    assert invoke(site, "csp", "--insert").exit_code == 0
    assert (site / "site" / "layers" / "index.html").read_text("utf-8") == text


def test_a_folder_without_pages_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    done = invoke(tmp_path, "csp")
    assert done.exit_code == 2
    assert "build the site first" in done.output


def test_a_page_that_acts_by_attributes_is_named(site: Path) -> None:
    (site / "site" / "index.html").write_text(PAGE.replace("<body>", "<body onload=x()>"), "utf-8")
    assert "onload" in invoke(site, "csp").stderr


def test_a_page_that_can_carry_none_leaves_the_others_as_they_are(site: Path) -> None:
    (site / "site" / "stub.html").write_text("<html><head></head></html>", "utf-8")
    before = (site / "site" / "index.html").read_text("utf-8")
    done = invoke(site, "csp", "--insert")
    assert done.exit_code == 2
    assert "No policy was inserted into" in done.stderr
    assert (site / "site" / "index.html").read_text("utf-8") == before
