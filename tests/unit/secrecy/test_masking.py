"""What a text gives away is printed by nobody: not with its line, not in a message, not by another rule."""

from __future__ import annotations

import json
import re
from base64 import b64encode

import pytest
from click import unstyle
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.check import Report
from afterword.reporters import REPORTERS
from afterword.secrecy import Masked, Policy
from tests.growth import grows_evenly
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.cli.invoke import invoke
from tests.unit.secrecy.harder import HARDER
from tests.unit.secrecy.seeds import SEEDS, TOKENS, private_key

TOKEN = TOKENS["github"][0]
CODES = {"AW801", "AW802", "AW803", "AW804", "AW805", "AW807", "AW808"}


def parts(value: str) -> list[str]:
    """Pieces of a value that tell too much of it."""
    return [line[at : at + 8] for line in value.split("\n") for at in range(max(1, len(line) - 7)) if line.strip()]


def leaks(printed: str, values: list[str]) -> list[str]:
    plain = unstyle(printed)
    lines = [line.strip() for value in values for line in value.split("\n")]
    return [part for line in lines if "PRIVATE KEY" not in line for part in parts(line) if part in plain]


def told(report: Report, format_: str) -> str:
    """What a report says of the reviews; SARIF also carries the manuals, whose examples are anybody's to read."""
    printed = REPORTERS[format_](report)
    return json.dumps(json.loads(printed)["runs"][0]["results"]) if format_ == "sarif" else printed


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What a review with every seed is told."""
    base = Base.in_folder(tmp_path_factory.mktemp("seeds"))
    base.write(EXAMPLE, page(DRAFT, "\n\n".join(seed.text for seed in SEEDS)))
    base.write("pyproject.toml", "[tool.afterword.limits]\nshown_per_file = 1000\n")
    return base.report()


@pytest.mark.slow
@pytest.mark.parametrize("format_", list(REPORTERS))
def test_no_report_prints_what_it_found(format_: str, report: Report) -> None:
    assert {found.code for found in report.diagnostics} >= CODES
    assert len(report.diagnostics) >= len(SEEDS)
    assert leaks(told(report, format_), [seed.value for seed in SEEDS]) == []


@pytest.mark.parametrize("format_", list(REPORTERS))
@pytest.mark.parametrize(
    "text",
    [
        page(overlaid(DRAFT, f"severity: {TOKEN}\n")),
        page(overlaid(DRAFT, f"onset: {TOKEN}\n")),
        page(f"{DRAFT}{TOKEN}: 1\n"),
        page(f"{DRAFT}# {TOKEN}\nclasses: [{TOKEN}, {TOKEN}]\n"),
        page(f"{DRAFT}models: [{{name: {TOKEN}, version: [{TOKEN}]}}]\n"),
        page(DRAFT, f"<{TOKEN}> and <b title='{TOKEN}'>\n"),
        page(DRAFT, f"[a](javascript:{TOKEN}) ![b](https://x.org/{TOKEN}) [c]({TOKEN}.md)\n"),
        page(DRAFT, f"# {TOKEN}\n\n--8<-- {TOKEN}\n"),
        f"---\ntitle: [{TOKEN}\n---\n",
        f"---\ntitle: a\ntitle: {TOKEN}\n*{TOKEN}\n",
        f"{TOKEN}\n",
        f"---\ntitle: {TOKEN}",
    ],
)
def test_no_other_rule_prints_it_either(format_: str, text: str, base: Base) -> None:
    base.write(EXAMPLE, text)
    report = base.report()
    assert "AW801" in {found.code for found in report.diagnostics}
    assert len(report.diagnostics) > 1
    assert leaks(REPORTERS[format_](report), [TOKEN]) == []


def test_the_line_is_shown_with_the_value_covered_and_marked(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, f"The job ran as `{TOKEN}` at night.\n"))
    lines = unstyle(REPORTERS["text"](base.report())).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(EXAMPLE))
    assert lines[at : at + 5] == [
        f"{EXAMPLE}:10:17: error AW801 access-token",
        "   |",
        f"10 | The job ran as `{'*' * len(TOKEN)}` at night.",
        f"   | {' ' * 16}{'^' * len(TOKEN)}",
        "   = This looks like a GitHub token",
    ]


def test_the_machine_is_told_kind_and_place(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, f"The job ran as `{TOKEN}` at night.\n"))
    (told,) = (one for one in json.loads(REPORTERS["json"](base.report()))["diagnostics"] if one["path"] == EXAMPLE)
    assert (told["line"], told["column"], told["message"]) == (10, 17, "This looks like a GitHub token")


def test_a_private_key_is_covered_on_each_of_its_lines() -> None:
    key = private_key("")
    masked = Masked(f"before\n{key}\nafter", Policy())
    lengths = [len(line) for line in key.split("\n")]
    covered = ["*" * length for length in lengths]
    assert [masked.line(number) for number in range(10)] == ["", "before", *covered, "after", ""]


def test_a_message_loses_the_value_however_much_of_it_is_quoted() -> None:
    masked = Masked(f"title: {TOKEN}", Policy())
    assert masked.cover(f"`{TOKEN}` is {TOKEN}") == "`***` is ***"
    assert masked.cover(f"`{TOKEN[:20]}…` is cut") == "`***…` is cut"
    assert masked.cover("nothing of it") == "nothing of it"


@given(values=st.lists(st.text("abc", min_size=1, max_size=9), min_size=1), message=st.text("abc", max_size=30))
@settings(max_examples=500)
def test_a_message_keeps_just_what_is_no_part_of_a_value_from_its_beginning(values: list[str], message: str) -> None:
    masked = Masked("", Policy(), clean=True)
    beginnings = {value[:6] for value in values}
    vars(masked)["_begun"] = {one: sorted(value for value in values if value[:6] == one) for one in beginnings}
    told = [False] * len(message)
    for at in range(len(message)):
        for value in values:
            size = next((size for size in range(len(value), 0, -1) if message.startswith(value[:size], at)), 0)
            if size >= len(value[:6]):
                told[at : at + size] = [True] * size
    marked = "".join("*" if secret else char for char, secret in zip(message, told, strict=True))
    assert masked.cover(message) == re.sub(r"\*+", "***", marked)


def test_of_two_secrets_that_begin_alike_neither_leaves_its_end() -> None:
    one, other = f"{TOKEN[:-8]}AAAAAAAA", f"{TOKEN[:-8]}BBBBBBBB"
    masked = Masked(f"{one}\n{other}", Policy())
    assert masked.cover(f"`{one}` and `{other}`") == "`***` and `***`"


@pytest.mark.slow
def test_the_time_to_mask_grows_with_the_messages_and_not_with_each_pair_of_message_and_secret() -> None:
    def work(text: str) -> None:
        masked = Masked(text, Policy())
        assert {masked.cover(f"`{line}` is one") for line in text.splitlines()} == {"`***` is one"}

    assert grows_evenly(work, lambda many: "".join(f"a{at}@b{at}.com\n" for at in range(many)), 4_000)


def test_a_secret_in_a_file_that_cannot_be_parsed_is_told_all_the_same(base: Base) -> None:
    base.write(EXAMPLE, f"---\ntitle: [\n# {TOKEN}\n---\n")
    assert {"AW801", "AW006"} <= {found.code for found in base.problems()}


def test_a_file_with_a_secret_is_not_published_and_says_why_without_it(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, f"title: The key {TOKEN} was used\n")))
    corpus = base.report().corpus
    assert (corpus.reviews, [unshown.path for unshown in corpus.unshown]) == ((), [EXAMPLE])
    assert leaks(repr(corpus.unshown), [TOKEN]) == []


def test_personal_data_warns_and_does_not_hold_a_review_back(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, "It came from lee@customer.co.\n"))
    assert [(found.code, found.severity) for found in base.problems()] == [("AW805", "warning")]
    assert len(base.report().corpus.reviews) == 1


def test_settings_allow_domains_and_ask_for_ids(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, "It came from lee@customer.co about C-0042.\n"))
    base.write(
        "pyproject.toml", '[tool.afterword]\nemail_domains = ["customer.co"]\ncustomer_id_pattern = "^C-[0-9]{4}$"\n'
    )
    assert [found.code for found in base.problems()] == ["AW806"]
    assert "C-0042" not in REPORTERS["text"](base.report())


@pytest.mark.parametrize("format_", list(REPORTERS))
def test_the_name_of_a_file_is_told_without_its_secret(format_: str, base: Base) -> None:
    base.write(f"postmortems/2025-01-01-{TOKEN}.md", page(DRAFT))
    base.write(EXAMPLE, page(overlaid(DRAFT, f"related: [{{id: 2025-01-01-{TOKEN}, relation: same-cause}}]\n")))
    report = base.report()
    named = "postmortems/2025-01-01-(secret).md"
    assert (named, "AW801") in {(found.path, found.code) for found in report.diagnostics}
    assert leaks(REPORTERS[format_](report), [TOKEN]) == []
    assert named in {unshown.path for unshown in report.corpus.unshown}


def test_a_file_is_checked_by_its_name_even_if_that_is_a_secret(base: Base) -> None:
    base.write(f"postmortems/2025-01-01-{TOKEN}.md", page(DRAFT))
    done = invoke(base.root, "check", f"postmortems/2025-01-01-{TOKEN}.md")
    assert (done.exit_code, "AW801" in done.output, TOKEN[:9] in done.output) == (1, True, False)


COMMANDS = ("check", "fix --diff", "fix", "migrate", "progress", "actions", "similar cache", "export --format json")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", ["escaped quotes", "a cell beside its name", "a token in base64", "a key of kubectl"])
def test_no_command_prints_what_only_the_meaning_gives_away(command: str, kind: str, base: Base) -> None:
    text, secrets = HARDER[kind]
    base.write("postmortems/2025-01-01-other.md", page(overlaid(DRAFT, "onset: 2025-01-01\nstatus: drfat\n"), text))
    base.write(f"postmortems/2025-01-02-{TOKEN}.md", page(overlaid(DRAFT, "onset: 2025-01-02\n"), text))
    done = invoke(base.root, *command.split())
    assert "Traceback" not in done.output
    assert leaks(done.output, [*secrets, TOKEN]) == []


def test_a_message_about_the_same_line_covers_it_too(base: Base) -> None:
    in_base64 = b64encode(TOKEN.encode()).decode()
    text = (
        f'severity: "{{\\"token\\": \\"{TOKEN}\\"}}"\nclasses: [{in_base64}, "gh\\x70{TOKEN[3:]}"]\n'
        f"kind: >-\n  {TOKEN[:20]}\n  {TOKEN[20:]}\nprovenance: 'password: q7Wd-0pLx2Rv'\n"
    )
    base.write(EXAMPLE, page(overlaid(DRAFT, text)))
    report = base.report()
    assert {found.code for found in report.diagnostics} >= {"AW104", "AW801"}
    for format_ in REPORTERS:
        assert leaks(told(report, format_), [TOKEN[:20], TOKEN[20:], in_base64, "q7Wd-0pLx2Rv"]) == []
