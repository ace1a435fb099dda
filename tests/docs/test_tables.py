"""What the documents list is what the code has: settings, limits, commands, options, demands, rules, kinds of file."""

from __future__ import annotations

import dataclasses
import importlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
import yaml

from afterword.analysis.recurrence import Outcome
from afterword.cli import main
from afterword.corpus import load
from afterword.corpus.attachments import DOWNLOADS, IMAGES
from afterword.diagnostics import Severity
from afterword.glossary import glossary_of
from afterword.glossary.reading import FIELDS as TERM_FIELDS
from afterword.glossary.reading import LONGEST
from afterword.migrations.history import HISTORY
from afterword.migrations.steps import Move, Reword
from afterword.mkdocs_adapter import unsafe_extensions
from afterword.rules import Policy
from afterword.schema import PATTERN, REVIEW, Contract
from afterword.settings import OFF, Settings, load_settings
from afterword.settings.limits import Limits
from afterword.settings.loading import _NOT_PLAIN
from afterword.settings.tables import TRACKERS
from afterword.site.context import Site
from afterword.site.funding.page import funding_pages
from afterword.site.readiness.destinations import destination_pages
from afterword.site.readiness.pages import readiness_pages
from afterword.trackers import KINDS as TRACKER_KINDS
from tests.docs.documents import blocks, documents, names_in, table, text_of
from tests.made import AS_OF, FIELDS, REPOSITORY, SETTINGS, corpus, review

FOLLOW_UP = "docs/guides/follow-up.md"
FROM_ELSEWHERE = "docs/guides/come-from-elsewhere.md"
PIPELINE = "docs/guides/in-the-pipeline.md"
RUN_IT = "docs/guides/run-it.md"
SAFETY = "docs/guides/stay-safe.md"
PUBLISHING = "docs/guides/publish-it.md"
SETTINGS_GUIDE = "docs/guides/settings.md"
WRITE = "docs/guides/write-a-review.md"
GUIDES = "\n".join(text_of(name) for name in documents() if name.startswith(("README", "docs/guides/")))
VERBS = main.list_commands(click.Context(main))


def test_every_setting_stands_in_the_guide_with_its_default() -> None:
    defaults = {field.name: field.default for field in dataclasses.fields(Settings)}
    wanted = {
        f"`{name}`": f"`{default}`" if default else "none"
        for name, default in defaults.items()
        if name not in {"root", *_NOT_PLAIN}
    }
    assert {row[0]: row[1] for row in table(SETTINGS_GUIDE, "setting")} == wanted


def test_the_tables_of_rules_stand_in_the_guide_and_can_be_used(tmp_path: Path) -> None:
    toml = text_of(SETTINGS_GUIDE).partition("## Rules")[2].partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "pyproject.toml").write_text(toml)
    settings = load_settings(tmp_path)
    policy = Policy.of(settings)
    assert list(policy.severities) == ["AW203", "AW407"]
    assert [pattern for pattern, _ in policy.ignores] == ["postmortems/20*-near-miss-*.md"]
    line = text_of(SETTINGS_GUIDE).partition("To change a rule's severity")[2].partition("\n")[0]
    assert [word for word in (*Severity, OFF) if f"`{word}`" not in line] == []


def test_the_own_terms_of_the_guide_can_be_used_and_their_fields_are_told(tmp_path: Path) -> None:
    section = text_of(SETTINGS_GUIDE).partition("## Terms of your own")[2].partition("\n## ")[0]
    (terms, toml) = re.findall(r"```(?:yaml|toml)[^\n]*\n(.*?)```", section, re.DOTALL)
    (tmp_path / "glossary.yaml").write_text(terms)
    (tmp_path / "pyproject.toml").write_text(toml)
    assert sum(term.own for term in glossary_of(load_settings(tmp_path)).terms) == 2
    assert [row[0] for row in table(SETTINGS_GUIDE, "in the file")] == [f"`{name}`" for name in TERM_FIELDS]
    assert f"at most {LONGEST['means']} characters" in section


def test_all_settings_in_the_documents_can_be_used(tmp_path: Path) -> None:
    used = 0
    for name in documents():
        for block in (block for block in blocks(text_of(name)) if block.language == "toml" and "[tool" in block.text):
            (tmp_path / "pyproject.toml").write_text(block.text)
            Policy.of(load_settings(tmp_path))
            used += 1
    assert used > 20


def test_the_service_levels_and_the_trackers_of_the_guide_can_be_used(tmp_path: Path) -> None:
    section = text_of(FOLLOW_UP).partition("## Service levels")[2].partition("## Create the tickets")[0]
    levels, trackers, words = re.findall(r"```toml[^\n]*\n(.*?)```", section, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(levels + trackers + words)
    (tmp_path / "postmortems").mkdir()
    assert load(load_settings(tmp_path)).settings.service_levels
    assert sorted(kind for _, kind in load_settings(tmp_path).trackers) == sorted(TRACKERS)
    variables = [name for kind in TRACKER_KINDS.values() for name in kind.tokens]
    assert [name for name in variables if f"`{name}`" not in section] == []


def test_every_limit_stands_in_the_guide_with_its_default() -> None:
    wanted = {f"`{name}`": f"{value:,}" for name, value in dataclasses.asdict(Limits()).items()}
    assert {row[0]: row[1] for row in table(SETTINGS_GUIDE, "limit")} == wanted


def test_every_input_of_the_action_stands_in_the_guide_with_its_default() -> None:
    inputs = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))["inputs"]
    wanted = {f"`{name}`": f"`{spec['default']}`" if spec["default"] else "none" for name, spec in inputs.items()}
    assert {row[0]: row[1] for row in table(PIPELINE, "input")} == wanted


def test_every_hook_stands_in_the_guide() -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [row[0] for row in table(PIPELINE, "hook")] == [f"`{hook['id']}`" for hook in hooks]


def test_the_settings_of_the_plugin_stand_in_the_guide() -> None:
    plugin = importlib.import_module("afterword.mkdocs_adapter.config")
    names = [f"`{name}`" for name, _ in plugin.AfterwordConfig._schema]
    assert sorted(row[0] for row in table(SETTINGS_GUIDE, "in `mkdocs.yml`")) == sorted(names)


def test_what_the_plugin_refuses_stands_in_the_guide() -> None:
    names = (*unsafe_extensions._EXTENSIONS, *unsafe_extensions._PLUGINS)
    assert [name for name in names if f"`{name}`" not in text_of(SAFETY)] == []


def test_the_files_that_are_published_beside_reviews_stand_in_the_guides() -> None:
    lines = [line for line in text_of(SAFETY).split("\n") if line.startswith(("Images beside", "Downloads beside"))]
    assert [set(re.findall(r"`(\.[a-z]+)`", line)) for line in lines] == [set(IMAGES), set(DOWNLOADS)]
    (endings,) = re.findall(r"~\^/\(postmortems\|patterns\)/\.\+\\\.\(([a-z|]+)\)\$", text_of(PUBLISHING))
    assert {f".{ending}" for ending in endings.split("|")} == set(DOWNLOADS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_and_each_of_its_options_stands_in_a_guide(verb: str) -> None:
    assert f"afterword {verb}" in GUIDES
    command = main.get_command(click.Context(main), verb)
    assert command is not None
    options = [name for option in command.params if isinstance(option, click.Option) for name in option.opts]
    assert [name for name in options if name.startswith("--") and name not in GUIDES] == []


def test_no_guide_names_an_option_that_no_command_has() -> None:
    commands = [command for verb in VERBS if (command := main.get_command(click.Context(main), verb))]
    known = {name for command in commands for option in command.params for name in option.opts}
    # Options of mkdocs, pip, the tests and the benchmarks have other homes.
    others = {"--version", "--help", "--quiet", "--update", "--dirty", "--file", "--differences", "--write"}
    others |= {"--requirement", "--no-deps", "--wheel-dir", "--counts", "--install"}
    guides = re.sub(r"(?:^\$ |`|do\n +|^    )(?:git|gh|curl|grep) [^`\n]*", "", GUIDES, flags=re.MULTILINE)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", guides)) - known <= others


def test_the_demands_in_the_guide_are_those_of_the_schema() -> None:
    schema = Contract(REVIEW).schema
    wanted = {"every one": list(schema["required"])}
    for condition in schema["allOf"]:
        if "required" in condition["then"]:
            wanted[condition["title"]] = condition["then"]["required"]
    found = {row[0]: re.findall(r"`(\w+)`", row[1]) for row in table(WRITE, "for")}
    assert found == wanted


def test_the_guide_leads_through_every_group_of_fields() -> None:
    named = set(re.findall(r"`(\w+)`", text_of(WRITE)))
    fields = Contract(REVIEW).fields.children.values()
    groups = {field.group for field in fields}
    reached = {field.group for field in fields if field.name in named}
    assert groups - reached == set()


def test_the_marks_of_recurrence_stand_in_the_guide_with_their_meaning_and_in_their_order() -> None:
    rows = table("docs/guides/read-the-site.md", "mark")
    assert rows == [[outcome.label, outcome.meaning] for outcome in Outcome]


def test_the_old_fields_in_the_guide_are_those_that_are_carried_over() -> None:
    carried = {step.at: _beside(step.at, step.to) for step in HISTORY[0] if isinstance(step, Move)}
    told = {old: names_in(row[1])[0] for row in table(FROM_ELSEWHERE, "old field") for old in names_in(row[0])}
    assert told == carried
    reworded = {word for step in HISTORY[0] if isinstance(step, Reword) for word in step.words}
    listed = text_of(FROM_ELSEWHERE).partition("Old values are replaced too")[2].partition("\n\nThe check")[0]
    assert reworded <= set(names_in(listed))


def test_the_headings_of_old_documents_lead_to_fields_that_there_are() -> None:
    named = {name for row in table(FROM_ELSEWHERE, "heading of the document") for name in names_in(row[1])}
    assert named <= set(FIELDS.children)


def test_the_agenda_of_the_meeting_fills_fields_that_there_are() -> None:
    filled = {name for row in table("docs/guides/adopt-it.md", "Minutes") for name in names_in(row[2])}
    assert filled
    for name in filled:
        assert FIELDS.at(*name.split("."))


def test_every_address_in_the_guide_is_one_of_the_site() -> None:
    listed = {name for row in table("docs/guides/use-the-data.md", "address") for name in names_in(row[0])}
    of = corpus(review(root_causes=[{"layer": "data", "statement": "No check."}]))
    site = Site(of, FIELDS, Contract(PATTERN).fields, SETTINGS, AS_OF)
    pages = (*site.published, *readiness_pages(site), *destination_pages(site), *funding_pages(site))
    made = {f"/{page.path}" for page in pages if page.write is None}
    facets = [field.facet.name for field in FIELDS.walk() if field.facet and field.facet.pages]
    below = re.compile(f"/(?!layers/data/)({'|'.join(facets)})/")  # told by the words beside the feed of a layer
    told = [path for path in made if not below.match(path)]
    shown = {"2025-11-18-example": "<id>", "/data/": "/<layer>/", "/bot-score": "/<model>"}
    shown |= {f"destinations/{name}": "destinations/<name>" for name in FIELDS.at("feeds").children}
    # Only a review with evidence has these.
    of_evidence = {f"/postmortems/evidence/<id>/<name>.{ending}" for ending in ("json", "csv")}
    assert listed == {_put(path, shown) for path in told} | of_evidence


def test_the_smallest_site_in_the_guide_enables_nothing_that_this_site_does_not() -> None:
    ours = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    minimal = text_of(RUN_IT).partition('title="mkdocs.yml"')[2].partition("```")[0]
    extensions = re.findall(r"^  - ([\w.]+):?$", minimal, re.MULTILINE)
    assert [name for name in extensions if f"- {name}" not in ours] == []


def test_annotations_of_the_schema_are_told_in_its_readme() -> None:
    texts = [path.read_text("utf-8") for path in (REPOSITORY / "schema").glob("*.json")]
    keywords = {key for text in texts for key in _keys(json.loads(text)) if key.startswith("x-")}
    assert [key for key in sorted(keywords) if f"`{key}`" not in text_of("schema/README.md")] == []


def _beside(place: str, name: str) -> str:
    """A name that is told from where a field stands, as a path from the top."""
    above, _, _ = place.rpartition(".")
    return f"{above}.{name}" if above else name


def _keys(part: object) -> set[str]:
    if isinstance(part, dict):
        return set(part).union(*map(_keys, part.values()))
    if isinstance(part, list):
        return set().union(*map(_keys, part))
    return set()


def _put(path: str, shown: Mapping[str, str]) -> str:
    for one, name in shown.items():
        path = path.replace(one, name)
    return path
