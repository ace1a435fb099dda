"""Which functions make pages: each is decorated in its own module, and a build finds them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TypeVar

import afterword.site
from afterword.pages.page import Page
from afterword.site.context import Site

Maker = Callable[[Site], Page | Iterable[Page]]
Of = TypeVar("Of", bound=Maker)

_makers: list[Maker] = []


def makes_pages(maker: Of) -> Of:
    """Declare a function of this folder that makes one page or several of them."""
    _makers.append(maker)
    return maker


def made_pages(site: Site) -> Iterator[Page]:
    """The pages of every function that is declared in a module of this folder."""
    _declare()
    for maker in _makers:
        made = maker(site)
        yield from (made,) if isinstance(made, Page) else made


@cache
def _declare() -> None:
    """Import every module of this folder, which declares its functions; once, since looking for them takes time."""
    for module in walk_packages(afterword.site.__path__, f"{afterword.site.__name__}."):
        import_module(module.name)
