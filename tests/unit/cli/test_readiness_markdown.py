"""``afterword readiness --format markdown``: a list for a ticket, in which nothing that an author wrote acts."""

from __future__ import annotations

import json
import re
from html import unescape

import cmarkgfm
import pytest

from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.late import FIELDS, WAIVE


def test_markdown_is_a_list_to_tick_in_which_no_author_can_set_a_link(late: Base) -> None:
    checks = 'feeds: {readiness: ["See [here](https://evil.example) and @all"]}\n'
    late.write(EXAMPLE, page(overlaid(PUBLISHED, FIELDS + checks)))
    told = invoke(late.root, "readiness", "Page ranker", "--format", "markdown").stdout
    assert "- [ ] **Readiness checks.** See `[here](https://evil.example)` and `@all` <sub>`2025-01-01-example`" in told


def test_only_what_an_author_wrote_is_made_harmless_in_markdown_and_words_stay_words(late: Base) -> None:
    checks = 'feeds: {readiness: ["“Labels of the” \\"hard\\" set (v2), since 2026-01-02."]}\n'
    late.write(EXAMPLE, page(overlaid(PUBLISHED, FIELDS.replace("Page ranker", "Churn v2") + checks)))
    told = invoke(late.root, "readiness", "churn-v2", "--format", "markdown").stdout
    for line in (
        "## Readiness of Churn v2, as of 2026-01-31\n",
        "- `2025-01-01-example#A1`  due 2026-01-01, 30 days late, owner: serving; The cache is filled first\n",
        "A waiver lets one action pass: `--waive 2025-01-01-example#A1 --reason TEXT --until DATE`\n",
        '- [ ] **Readiness checks.** “Labels of the” "hard" set (v2), since 2026-01-02. <sub>`2025-01-01-example`',
    ):
        assert line in told


@pytest.fixture
def eventful(late: Base) -> Base:
    """A waiver that has ended, an open and a kept action, and two close incidents of another model."""
    late.write("pyproject.toml", f"[tool.afterword]\n{LAPSED}")
    more = """\
  - {id: A2, area: detection, title: An alert on empty answers, owner: serving, due: 2026-05-01, status: open}
  - {id: A3, area: prevention, title: The limit is tested, owner: serving, due: 2025-06-01, status: done}
"""
    late.write(EXAMPLE, page(overlaid(PUBLISHED, FIELDS + more)))
    for number, due in ((2, "2026-01-15"), (3, "2026-04-01")):
        fields = (
            FIELDS.replace("Page ranker", "Shop ranker").replace("2026-01-01", due).replace("first", f"in {number}")
        )
        late.write(f"postmortems/2025-01-0{number}-other.md", page(overlaid(PUBLISHED, fields)))
    return late


LAPSED = """\
[[tool.afterword.waivers]]
action = "2025-01-01-example#A1"
reason = "So agreed"
until = 2026-01-20
"""


@pytest.mark.parametrize("more", [(), ("--all",), (*WAIVE, "--gate")])
def test_markdown_tells_whatever_the_terminal_tells(more: tuple[str, ...], eventful: Base) -> None:
    text, markdown = (
        invoke(eventful.root, "readiness", "Page ranker", *more, "--format", name).stdout
        for name in ("text", "markdown")
    )
    for title in ("Blocks the release, from", "Still open", "Close incidents of other", "Done: keep in place"):
        assert f"\n{title}" in text
        assert f"\n### {title}" in markdown
    bare = re.sub(r"[`\s]+", " ", markdown)
    for line in text.splitlines()[5:]:
        if line.strip() and "--all" not in line:
            assert re.sub(r"[`\s]+", " ", line).strip(" .").removeprefix("[ ] ") in bare
    assert ("The waiver of `2025-01-01-example#A1` expired on" in markdown) is (WAIVE[0] not in more)


HOSTILE = (
    "[free](https://evil.example/x) ![x](https://evil.example/y.png) *bold* price_*",
    "__null__ ~~x~~ @all #12 owner/name#3 https://evil.example mail@evil.example",
    "</sub> <img src=x> `open [x](y) ``two` # x",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_of_an_author_are_more_than_words_in_markdown(words: str, late: Base) -> None:
    said = json.dumps(words)
    fields = FIELDS.replace("The cache is filled first", said).replace("owner: serving", f"owner: {said}")
    fields = fields.replace("The cache is filled before traffic arrives.", said).replace("Page ranker", said)
    for name in (said, "Shop ranker"):
        file = EXAMPLE if name == said else "postmortems/2025-01-02-other.md"
        late.write(
            file, page(overlaid(PUBLISHED, f"title: {said}\n" + fields.replace(f"name: {said}", f"name: {name}")))
        )
    waived = (*WAIVE[:3], words, *WAIVE[4:])
    told = invoke(late.root, "readiness", words, "--format", "markdown", "--all", *waived)
    assert told.exit_code == 0
    html = cmarkgfm.github_flavored_markdown_to_html(told.stdout, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    ours = {"h2", "h3", "ul", "li", "strong", "sub", "code", "input", "p"}
    assert set(re.findall(r"<(\w+)", html)) <= ours
    outside = unescape(re.sub(r"<code>.*?</code>|<[^>]*>", "", html))
    assert re.findall(r"@|https?:|#\d|\w/\w", outside) == []
