"""How the engine's configuration is arranged for our pages."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from afterword.mkdocs_adapter.theme import replace_search


class Search:
    def on_post_build(self) -> None: ...


def hook() -> None: ...


def arranged(plugins: dict[str, Any], methods: list[Any]) -> list[Any]:
    held = SimpleNamespace(get=plugins.get, events={"post_build": methods})
    replace_search(SimpleNamespace(theme=SimpleNamespace(dirs=[], custom_dir=None), plugins=held), Path("ours"))
    return methods


def test_the_search_of_the_theme_makes_no_index_and_others_go_on() -> None:
    search = Search()
    assert arranged({"material/search": search}, [search.on_post_build, hook]) == [hook]


def test_where_there_is_no_search_of_the_theme_hooks_stay() -> None:
    assert arranged({}, [hook]) == [hook]
