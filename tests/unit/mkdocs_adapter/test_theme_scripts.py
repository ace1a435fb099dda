"""What the theme gives its scripts is made short where it is what is known, and stays what it is elsewhere."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from afterword.mkdocs_adapter.first_script import first_script
from afterword.mkdocs_adapter.shared_partials import palette_form
from afterword.mkdocs_adapter.short_templates import plain_contents, short_config, told_to_script

SCRIPTS = Path("partials", "javascripts")
THEME = files("material") / "templates" / SCRIPTS
LIT = "<script>var palette=1</script>"


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A copy of the scripts of the theme, for a test to change."""
    folder = tmp_path / "theme" / SCRIPTS
    folder.mkdir(parents=True)
    for name in ("base.html", "palette.html"):
        (folder / name).write_text((THEME / name).read_text("utf-8"), "utf-8")
    return tmp_path / "theme"


def test_the_scripts_of_the_theme_are_one_file(theme: Path) -> None:
    script = first_script([str(theme)], None)
    assert "__md_scope=new URL" in script
    assert "function __aw_palette(){" in script


def test_the_form_for_the_colours_is_brought_along_by_the_script(theme: Path) -> None:
    assert 'beforebegin","<form>\\"A\\"</form>");' in first_script([str(theme)], None, '<form>"A"</form>')
    assert "insertAdjacentHTML" not in first_script([str(theme)], None)


def test_what_the_script_of_the_theme_is_told_is_put_behind_the_place_where_it_is_called(theme: Path) -> None:
    script = first_script([str(theme)], None, told='{"features":[]}')
    assert 'Object.assign({base:__md_scope.href},{"features":[]})' in script


BLOCK = '{% block config %}<script id="__config" type="application/json">{{ SAID | tojson }}</script>{% endblock %}'


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('{"base": base_url, "features": features, "translations": {}}', '{"features":["a"],"translations":{}}'),
        ('{"base": base_url, "features": [], "translations": {"where": base_url}}', ""),
        ('{"base": "..", "features": [], "translations": {}}', ""),
        ('{"features": []}', ""),
        ("lang.none()", ""),
    ],
)
def test_what_the_script_of_the_theme_is_told_stays_on_the_pages_where_it_is_other_than_is_known(
    said: str, told: str
) -> None:
    templates = {"theme/base.html": BLOCK.replace("SAID", said), "partials/language.html": ""}
    env = Environment(autoescape=True, loader=DictLoader(templates))
    config = {"theme": {"features": ["a"]}}
    assert told_to_script(env, config, own_search=True) == told
    assert told_to_script(Environment(autoescape=True, loader=DictLoader({})), config, own_search=True) == ""


@pytest.mark.parametrize("template", ["{{ lang.t('dark') }}", "{% if %}", "{% include 'nowhere.html' %}"])
def test_a_form_that_cannot_be_made_ahead_stays_on_the_pages(template: str) -> None:
    env = Environment(autoescape=True, loader=DictLoader({"theme/partials/palette.html": template}))
    assert palette_form(env, {}) == ""


@pytest.mark.parametrize(
    "palette",
    [
        "",
        f'{LIT}<script src="more.js"></script>',
        f"{LIT}<style>body {{ color: red }}</style>",
        "{# a #}" + LIT + "{# b #}" + LIT,
        "<script>{% if config.extra.dark %}var palette=1{% endif %}</script>",
        "<script>var palette={{ config.theme.palette | tojson }}</script>",
    ],
)
def test_scripts_that_are_others_than_are_known_stay_on_the_pages(theme: Path, palette: str) -> None:
    (theme / SCRIPTS / "palette.html").write_text(palette, "utf-8")
    assert first_script([str(theme)], None) == ""


def test_where_a_site_has_such_scripts_of_its_own_all_stay_on_the_pages(theme: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / SCRIPTS
    own.mkdir(parents=True)
    (own / "base.html").write_text((THEME / "base.html").read_text("utf-8"), "utf-8")
    assert first_script([str(tmp_path / "own"), str(theme)], str(tmp_path / "own")) == ""
    assert first_script([str(theme)], str(tmp_path / "own" / "nowhere")) != ""


def test_the_contents_of_a_page_are_lists_and_links_alone() -> None:
    inner = '<li class="md-nav__item"><a href="#b" class="md-nav__link">B</a></li>'
    below = f'<nav class="md-nav" aria-label="A"><ul class="md-nav__list">{inner}</ul></nav>'
    made = '<nav class="md-nav md-nav--secondary"><ul class="md-nav__list" data-md-component="toc">'
    made += f'<li class="md-nav__item"><a href="#a" class="md-nav__link">A</a>{below}</li></ul></nav>'
    assert plain_contents(made) == (
        '<nav class="md-nav md-nav--secondary"><ul class="md-nav__list" data-md-component="toc">'
        '<li><a href="#a">A</a><ul><li><a href="#b">B</a></li></ul></li></ul></nav>'
    )


def config_of(settings: object) -> str:
    return f'<script id="__config" type="application/json">{json.dumps(settings)}</script>'


def test_of_its_settings_the_script_is_told_those_that_it_uses() -> None:
    said = {"search.result.none": "None", "select.version": "Version", "clipboard.copy": "Copy"}
    whole = config_of({"base": "..", "translations": said, "search": "worker.js", "tags": None})
    assert short_config(whole, own_search=True) == config_of(
        {"base": "..", "translations": {"clipboard.copy": "Copy"}}
    ).replace(": ", ":").replace(", ", ",")
    assert '"search":"worker.js"' in short_config(whole, own_search=False)


@pytest.mark.parametrize("settings", [{"base": ".."}, {"base": "..", "translations": None}, ["base"], 5])
def test_settings_that_are_others_than_are_known_stay_as_they_are(settings: object) -> None:
    assert short_config(config_of(settings), own_search=True) == config_of(settings)


def test_settings_that_are_no_json_stay_as_they_are() -> None:
    written = config_of({}).replace("{}", "{base: '..'}")
    assert short_config(written, own_search=True) == written
