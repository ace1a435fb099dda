"""The folder of the site's own pages: where the configuration of the site puts it, the patterns are looked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from afterword.settings import SettingsError, load_settings
from afterword.settings.site_folder import _PLAIN
from tests.knowledge import DRAFT, EXAMPLE, Base, page
from tests.unit.cli.invoke import invoke


@pytest.mark.parametrize(
    ("files", "docs"),
    [
        ({}, "docs"),
        ({"mkdocs.yml": "site_name: One\n"}, "docs"),
        (
            {"mkdocs.yml": "site_name: One\ndocs_dir: documentation  # ours\nplugins: !!python/name:os.system\n"},
            "documentation",
        ),
        ({"mkdocs.yml": 'docs_dir: "site/pages/"\r\n'}, "site/pages"),
        ({"mkdocs.yml": "docs_dir: ./written\n"}, "written"),
        ({"mkdocs.yaml": "docs_dir: written\n"}, "written"),
        ({"properdocs.yml": "docs_dir: written\n"}, "written"),
        ({"mkdocs.yml": "INHERIT: base/all.yml\n", "base/all.yml": "docs_dir: written\n"}, "written"),
        ({"mkdocs.yml": "INHERIT: all.yml\ndocs_dir: own\n", "all.yml": "docs_dir: written\n"}, "own"),
        ({"mkdocs.yml": "INHERIT: mkdocs.yml\n"}, "docs"),
        ({"mkdocs.yml": "docs_dir: !ENV [DOCS, written]\n"}, "docs"),
        ({"mkdocs.yml": "docs_dir: [\n"}, "docs"),
        ({"mkdocs.yml": "docs_dir: ../elsewhere\n"}, "docs"),
        ({"mkdocs.yml": "theme:\n  docs_dir: written\n"}, "docs"),
        ({"mkdocs.yml": "docs_dir: written\n", "pyproject.toml": '[tool.afterword]\ndocs = "mine"\n'}, "mine"),
    ],
)
def test_the_patterns_are_where_the_site_has_its_pages(files: dict[str, str], docs: str, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    settings = load_settings(tmp_path)
    assert (settings.docs, settings.patterns) == (docs, f"{docs}/patterns")


@pytest.mark.parametrize(
    "name", ["docs", "en/docs", "-docs", "_/docs", "0x/docs", "1_docs", "/srv/docs", "base.yml", ".yaml"]
)
def test_a_name_that_is_read_without_a_parser_is_read_as_by_one(name: str) -> None:
    line = f"docs_dir:  {name} "
    plain = _PLAIN.fullmatch(line)
    assert plain is not None
    assert {plain[1]: plain[2]} == yaml.safe_load(line)


@pytest.mark.parametrize(
    "name", ["yes", "no", "~", "1e3", "'docs'", "docs  # ours", "!ENV docs", "[docs", "a: docs", "*docs"]
)
def test_any_other_name_is_left_to_the_parser(name: str) -> None:
    assert _PLAIN.fullmatch(f"docs_dir: {name}") is None


def test_a_folder_that_the_settings_name_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("docs_dir: written\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.afterword]\npatterns = "register"\n', "utf-8")
    assert load_settings(tmp_path).patterns == "register"


def test_with_a_trusted_checkout_its_configuration_decides(tmp_path: Path) -> None:
    for name, docs in (("base", "written"), ("proposed", "other")):
        (tmp_path / name / "postmortems").mkdir(parents=True)
        (tmp_path / name / "mkdocs.yml").write_text(f"docs_dir: {docs}\n", "utf-8")
    assert load_settings(tmp_path / "proposed", tmp_path / "base").docs == "written"


def test_a_review_finds_its_pattern_there(base: Base) -> None:
    base.write("mkdocs.yml", "docs_dir: written\n")
    base.write(EXAMPLE, page(f"{DRAFT}patterns: [evaluation-blind-spot]\n"))
    assert "makes its page, `written/patterns/evaluation-blind-spot.md`" in invoke(base.root, "check").stdout
    (base.root / "docs").rename(base.root / "written")
    assert invoke(base.root, "check").exit_code == 0


def test_an_id_that_is_none_is_refused_with_one_to_take(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.afterword]\nid = "ours"\n', "utf-8")
    with pytest.raises(
        SettingsError, match=r"`id` is 'ours'; it must be a UUID, such as ([0-9a-f-]{36}), which"
    ) as told:
        load_settings(tmp_path)
    offered = str(told.value).partition("such as ")[2][:36]
    (tmp_path / "pyproject.toml").write_text(f'[tool.afterword]\nid = "{offered}"\n', "utf-8")
    assert load_settings(tmp_path).id == offered


def test_a_site_without_an_id_is_told_to_have_one_and_passes(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    assert invoke(base.root, "check").stderr == ""
    base.write("mkdocs.yml", "site_name: One\n")
    told = invoke(base.root, "check", "--strict")
    assert told.exit_code == 0
    assert told.stdout.endswith("Checked 1 review: all well-formed\n")
    line = re.search(r'`(id = "[0-9a-f-]{36}")` under \[tool\.afterword\] in pyproject\.toml', told.stderr)
    assert line
    for quiet in (("--format", "json"), (EXAMPLE,)):
        assert invoke(base.root, "check", *quiet).stderr == ""
    base.write("pyproject.toml", f"[tool.afterword]\n{line[1]}\n")
    assert invoke(base.root, "check").stderr == ""
