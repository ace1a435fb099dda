"""The name of what a page's HTML depends on, and when there can be none."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from pymdownx.slugs import slugify  # type: ignore[import-untyped]  # it ships no types
from pymdownx.superfences import fence_div_format  # type: ignore[import-untyped]

from afterword.mkdocs_adapter.cache_key import cache_key
from afterword.rendering.diagrams import fence
from afterword.settings.limits import Limits

KNOWN = ["toc", "markdown.extensions.tables", "pymdownx.superfences", "pymdownx.blocks.caption"]


def test_known_extensions_have_a_name_that_stays() -> None:
    configs = {"toc": {"permalink": True, "slugify": partial(slugify, case="lower")}}
    fences = {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "format": fence_div_format}]}}
    assert cache_key(KNOWN, {**configs, **fences}) == cache_key(KNOWN, {**fences, **configs}) is not None


def test_our_own_diagrams_have_a_name_that_holds_their_limits() -> None:
    def named(limits: Limits) -> str | None:
        fences = [{"name": "mermaid", "format": partial(fence, limits=limits)}]
        return cache_key(KNOWN, {"pymdownx.superfences": {"custom_fences": fences}})

    assert named(Limits()) == named(Limits()) is not None
    assert named(Limits()) != named(Limits(line=7))


@pytest.mark.parametrize(
    ("extensions", "configs", "other"),
    [
        (["toc"], {}, "strict"),
        (KNOWN, {"toc": {"permalink": True}}, "strict"),
        (KNOWN[::-1], {}, "strict"),
        (KNOWN, {}, "lenient"),
    ],
)
def test_whatever_changes_changes_the_name(extensions: list[str], configs: dict[str, Any], other: str) -> None:
    assert cache_key(extensions, configs, other) not in (None, cache_key(KNOWN, {}, "strict"))


@pytest.mark.parametrize(
    "name", ["pymdownx.b64", "pymdownx.snippets", "pymdownx.emoji", "mkdocs-click", "my.toc", "wikilinks"]
)
def test_an_extension_that_may_read_more_than_the_text_has_none(name: str) -> None:
    assert cache_key([*KNOWN, name], {}) is None


@pytest.mark.parametrize("value", [lambda text: text, object(), partial(test_known_extensions_have_a_name_that_stays)])
def test_code_of_others_in_the_settings_has_none(value: Any) -> None:
    assert cache_key(KNOWN, {"toc": {"slugify": value}}) is None
