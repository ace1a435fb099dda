"""One converter for all pages gives each page what one of its own would give it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]
from markdown.treeprocessors import InlineProcessor  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig

from afterword.mkdocs_adapter.converter import REUSABLE, with_one_converter
from afterword.mkdocs_adapter.markdown_signs import BLOCKS, INLINE, try_by_signs

TEXTS = (
    """# One

A [link][there], a note[^1] and *[ML]: machine learning*.

[^1]: First.

[there]: other.md

*[ML]: machine
""",
    """Setext
======

A note[^1] that is not here, a [link][there] without its address, and ML.
""",
    """## Twice

## Twice

```python title='x.py' hl_lines='1'
print(1)
```

~~~
plain
~~~

``` open
""",
    """Term
:   What it means.

!!! note
    Careful.

??? tip "Folded"
    ```
    code
    ```

    indented code
""",
    """=== "One"
    a

=== "Two"
    b

- [ ] open
- [x] done

~~gone~~ H~2~O ^^new^^ ==mark== ++ctrl+c++ (c) `#!py x`
""",
    """| a | b |
|---|---|
| 1 | 2 |

<div markdown="1">*inside* {: #own }</div>

$x$ "quoted" -- dashes... 1/2
line
""",
    """> quoted
>
> ```
> code
> ```

![image](a.png){ width=20 } <b>raw</b> &amp; &copy; <https://example.org>
""",
    """""",
    """=== "One"
    c

=== "Two"
    d

## Twice

note[^1] again[^1]

[^1]: Second.

""",
)


SIGNS = (
    *'`*_[]()!<>&#|:-=+~^\\{}"$\n \t1a',
    *("\n\n", "\n    ", "\n---\n", "\n===\n", "\n# ", "\n> ", "\n- ", "\n1. ", "\n!!! note\n", "\n??? tip\n", "\n:   "),
    *("[^1]", "\n[^1]: ", "\n*[ML]: ", "\n[there]: ", "[a](b.md)", "![i](x.png)", "<div markdown='1'>", "</div>"),
    *(
        "\n| a | b |\n|---|---|\n",
        "\n```\n",
        "  \n",
        "&amp;",
        "**bold**",
        "`code`",
        "ML",
        "Prose, and some more of it.",
    ),
)
"""What Markdown is made of."""


def configured(extensions: list[str], settings: dict[str, Any] | None = None) -> MkDocsConfig:
    config = MkDocsConfig()
    config.markdown_extensions, config.mdx_configs = extensions, settings or {}
    return config


def converted(config: MkDocsConfig, text: str) -> tuple[str, Any]:
    """As an engine does it for each page."""
    made = Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"])
    return made.convert(text), getattr(made, "toc_tokens", [])


@pytest.mark.slow
@pytest.mark.parametrize(
    "extensions",
    [*([name] for name in sorted(REUSABLE)), sorted(REUSABLE), ["toc", "footnotes", "pymdownx.superfences"]],
)
def test_each_page_is_what_a_converter_of_its_own_makes_of_it(extensions: list[str]) -> None:
    config = configured(extensions)
    quick = with_one_converter(config, repr(extensions))
    assert quick is not config
    for text in (*TEXTS, *reversed(TEXTS)):
        assert converted(quick, text) == converted(config, text)


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_any_text_is_what_a_converter_of_its_own_makes_of_it(text: str) -> None:
    config = configured(sorted(REUSABLE))
    assert converted(with_one_converter(config, "any text"), text) == converted(config, text)


def test_all_that_is_tried_by_its_sign_is_there_under_that_name() -> None:
    """What has another name is tried as before, and nobody would notice but by the clock."""
    made = Markdown(extensions=["abbr", "admonition", "def_list", "footnotes", "tables", "pymdownx.details"])
    kinds = {f"{type(kind).__module__}.{type(kind).__qualname__}" for kind in made.parser.blockprocessors}
    expressions = {pattern.getCompiledRegExp().pattern for pattern in made.inlinePatterns}
    assert kinds >= BLOCKS.keys()
    assert expressions >= INLINE.keys()
    try_by_signs(made)
    assert type(made.treeprocessors["inline"]) is not InlineProcessor


def test_settings_that_number_lines_number_them_anew_on_each_page() -> None:
    settings = {"pymdownx.highlight": {"anchor_linenums": True, "linenums": True, "line_spans": "__span"}}
    config = configured(["pymdownx.superfences", "pymdownx.highlight", "toc"], settings)
    quick = with_one_converter(config, "lines")
    for text in (*TEXTS, *TEXTS):
        assert converted(quick, text) == converted(config, text)


@pytest.mark.parametrize(
    ("extensions", "settings"),
    [(["toc", "other.extension"], {}), (["footnotes"], {"footnotes": {"UNIQUE_IDS": True}})],
)
def test_what_may_remember_a_page_gets_a_new_converter_for_each(
    extensions: list[str], settings: dict[str, Any]
) -> None:
    config = configured(extensions, settings)
    assert with_one_converter(config, "any") is config
