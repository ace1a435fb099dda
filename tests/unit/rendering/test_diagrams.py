"""A diagram is its text as code; what may be drawn says so, and what is vendored to draw it is what it claims to be."""

from __future__ import annotations

import json
import re
from functools import partial

import markdown  # type: ignore[import-untyped]  # it ships no types
import pytest

from afterword.rendering import defuse
from afterword.rendering.diagrams import fence, has_diagram, with_drawing
from afterword.rendering.sanitise import sanitise
from afterword.settings.limits import Limits
from afterword.site.static.diagrams import diagram_files
from tests.made import REPOSITORY
from tests.unit.rendering.shown import Seen, extensions

NAMES, SETTINGS = extensions()
FENCES = [{"name": "mermaid", "class": "mermaid", "format": partial(fence, limits=Limits())}]
HOSTILE = 'flowchart LR\n    A["</code></pre><script>alert(1)</script>"] --> B'


def shown(body: str) -> str:
    """The HTML of a narrative, after all that stands between its author and a reader."""
    settings = {**SETTINGS, "pymdownx.superfences": {"custom_fences": FENCES}}
    html = markdown.markdown(defuse(body), extensions=NAMES, extension_configs=settings)
    return sanitise(html)


def test_a_diagram_is_shown_as_its_text_and_marked_to_be_drawn() -> None:
    html = shown("Before.\n\n```mermaid\nflowchart LR\n    A -->|held| B\n```\n\nAfter.")
    assert has_diagram(html)
    assert Seen(html).text == "Before. flowchart LR A -->|held| B After."


def test_a_diagram_in_a_list_is_drawn_as_well() -> None:
    assert has_diagram(shown("- one\n\n    ~~~mermaid\n    pie\n    ~~~\n"))


@pytest.mark.parametrize("text", [HOSTILE, "---\ntitle: x\n---\nflowchart LR", "x" * 5_000])
def test_what_is_refused_is_its_text_and_nothing_else(text: str) -> None:
    seen = Seen(html := shown(f"```mermaid\n{text}\n```"))
    assert not has_diagram(html)
    assert set(seen.tags) == {"div", "pre", "code"}
    assert seen.text == " ".join(text.split())


def test_no_author_can_ask_the_theme_for_its_own_drawing_of_a_diagram() -> None:
    for body in (
        "<pre class='mermaid'>x</pre>",
        "Text\n{ .mermaid }",
        "```{.mermaid}\npie\n```",
        "``` mermaid title='x'\npie\n```",
    ):
        values = [value for name, value in Seen(shown(body)).attributes if name == "class"]
        assert not [value for value in values if "mermaid" in value.split()]
    assert "mermaid" not in sanitise('<pre class="a mermaid"><code>x</code></pre>')


def test_a_page_loads_what_draws_behind_its_content() -> None:
    page = with_drawing("<p>x</p>", lambda file: f"../{file}")
    assert page.startswith("<p>x</p>")
    scripts = [value for name, value in Seen(page).attributes if name == "src"]
    assert scripts == ["../assets/afterword/mermaid.js", "../assets/afterword/diagrams.js"]
    loaded = {value.removeprefix("../") for name, value in Seen(page).attributes if name in {"src", "href"}}
    assert loaded < {file.path for file in diagram_files()}


def test_what_is_vendored_is_the_version_that_is_stated() -> None:
    home = REPOSITORY / "plugins" / "afterword" / "assets" / "mermaid"
    stated = json.loads((home / "package.json").read_text("utf-8"))
    code = (home / "mermaid.tiny.js").read_text("utf-8")
    assert stated["name"] == "@mermaid-js/tiny"
    assert re.findall(r'renderer\.draw\(t,e,"([0-9.]+)",', code) == [stated["version"]]
    assert 'globalThis["mermaid"]' in code
    assert stated["license"] == "MIT"
    assert (home / "LICENSE").read_text("utf-8").startswith("The MIT License")
