"""The sources of evidence in the settings: what is wrong is told once, with the nearest name, and without a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterword.settings import SettingsError
from afterword.settings.source_tables import kinds, read_sources
from tests.unit.settings.test_settings import loaded

PROD = '[tool.afterword.sources.prod]\nkind = "prometheus"\nurl = "https://prom.example.org"\n'
METRIC = f"{PROD}[tool.afterword.sources.prod.metrics.precision]\nquery = 'up'\n"
WHERE = "[tool.afterword.sources.prod]"
OF_METRIC = "[tool.afterword.sources.prod.metrics.precision]"


def told(folder: Path, toml: str) -> str:
    with pytest.raises(SettingsError) as error:
        loaded(folder, toml)
    return str(error.value)


def test_three_lines_are_a_source(tmp_path: Path) -> None:
    (source,) = loaded(tmp_path, PROD).sources
    assert (source.name, source.kind, source.url) == ("prod", "prometheus", "https://prom.example.org")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (PROD.replace("prometheus", "promethius"), f"{WHERE} `kind` is 'promethius'; it must be "),
        (PROD.replace("prometheus", "promethius"), "Did you mean `prometheus`?"),
        (PROD.replace('kind = "prometheus"\n', ""), f"{WHERE} has no `kind`; it must be prometheus, "),
        (PROD.replace('"prometheus"', "3"), f"{WHERE} `kind` is a number; it must be prometheus, "),
        (f"{PROD}token_evn = 'T'\n", f"{WHERE} has no setting `token_evn`. Did you mean `token_env`?"),
        (f"{METRIC}thresold = 0.9\n", f"{OF_METRIC} has no setting `thresold`. Did you mean `threshold`?"),
        (f"{METRIC}threshold = 0.9\n", 'add breach = "below" or "above".'),
        (f'{METRIC}threshold = 0.9\nbreach = "bellow"\n', "must be below or above. Did you mean `below`?"),
        (f'{METRIC}step = "5 minutes"\n', f"{OF_METRIC} `step` is '5 minutes'; it must be a duration such as 30s, 5m"),
        (f"{METRIC}threshold = nan\n", f"{OF_METRIC} `threshold` is nan; it must be a number."),
        (METRIC.replace("query = 'up'\n", ""), f"{OF_METRIC} has no `query`; write a PromQL expression"),
        (PROD.replace("https://prom.example.org", "prom.example.org"), "is not an http or https address"),
        (PROD.replace("prom.example.org", "prom.example.org/?a=b"), "is not an http or https address"),
        (PROD.replace("sources.prod", "sources.Prod"), "at most 40 lower-case letters, digits and hyphens."),
        (PROD.replace("sources.prod", "sources.con"), "has a name that cannot be that of a file everywhere"),
        (PROD + PROD.replace("prod", "prod-2"), "would have the same files as later captures of the source prod"),
        ('[tool.afterword.source.prod]\nkind = "prometheus"\n', "Did you mean `sources`?"),
        ('[tool.afterword.sources.x]\nkind = "csv"\nurl = "https://a.org"\n', "this kind is only read from a file"),
        ("[tool.afterword]\nsources = 3\n", "[tool.afterword.sources] is 3; it must be a table."),
        ("[tool.afterword.sources]\nprod = 3\n", f"{WHERE} is a number; it must be a table."),
    ],
)
def test_a_slip_is_told_with_what_is_allowed(toml: str, message: str, tmp_path: Path) -> None:
    said = told(tmp_path, toml)
    assert message in said
    assert not re.search(r"[.?!][.?!]|\.\.| {2}", said), said
    assert said.endswith((".", "?"))


SECRET = "ghp_zq7777vxCANARY00000000000000000000"  # noqa: S105  # it opens nothing


@pytest.mark.parametrize(
    "toml",
    [
        f'{PROD}token_env = "{SECRET}"\n',
        f'{PROD}token_env = "{SECRET.upper().replace("_", "")}"\n',
        f'{PROD}token_env = "{SECRET.lower()}"\n',
        f'{PROD}token_env = ["{SECRET}"]\n',
        f'{PROD}token = "{SECRET}"\n',
        f'{PROD}password = "{SECRET}"\n',
        f'{PROD}api_key = "{SECRET}"\n',
        f'{PROD}token_command = "{SECRET}"\n',
        f'{PROD}token_command = ["echo", "{SECRET}"]\n',
        f'{PROD}token_command = ["/bin/printf", "{SECRET}"]\n',
        PROD.replace("https://", f"https://user:{SECRET}@"),
        PROD.replace("https://", f"https://{SECRET}@"),
        PROD.replace(".org", f".org/?token={SECRET}"),
        f'[tool.afterword.sources]\nprod = "https://user:{SECRET}@example.org"\n',
        f'[tool.afterword.sources]\nprod = ["{SECRET}"]\n',
        f'{PROD}user = ["{SECRET}"]\n',
        f'{PROD}metrics = "{SECRET}"\n',
        f'{PROD}token_env = "PROM_TOKEN"\ntoken_command = ["pass", "{SECRET}"]\n',
    ],
)
def test_a_token_in_the_settings_is_refused_and_never_repeated(toml: str, tmp_path: Path) -> None:
    said = told(tmp_path, toml)
    assert SECRET.casefold() not in said.casefold()
    assert "CANARY" not in said.upper()
    assert WHERE in said


@pytest.mark.parametrize("name", ["PROM_TOKEN", "prom_token", "_T", "WANDB_API_KEY", "TOKEN2", "AWS_ACCESS_KEY_ID"])
def test_usual_names_of_variables_are_taken(name: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, f'{PROD}token_env = "{name}"\n').sources[0].token_env == name


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_has_what_the_reference_shows_of_it(kind: str) -> None:
    of_kind = kinds()[kind]
    assert of_kind["title"]
    assert of_kind["query"]
    assert of_kind["url"] in {"required", "optional", "no"}
    for about in (*of_kind["options"].values(), *of_kind["metric_options"].values()):
        assert about["says"] == about["says"].strip().rstrip(".")
        assert about.get("type", "text") in {"text", "list", "flag"}


def test_the_same_settings_are_the_same_value() -> None:
    row = {"kind": "prometheus", "url": "https://prom.example.org/"}
    assert read_sources({"prod": row}) == read_sources({"prod": {**row, "url": "https://prom.example.org"}})
