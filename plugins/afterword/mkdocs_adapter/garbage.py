"""When Python looks for garbage among the hundred thousands of things that a build makes and keeps."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

_SELDOM: Final = 20_000
"""How many new things are looked through at once: most of what a page is made of is gone until then."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


def uncollected(step: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let a step of a build, which keeps nearly all that it makes, not look for garbage in it again and again.

    In the steps after it, which make pages, it is looked for seldom, and not at all when the process ends and all of
    its memory goes back at once.
    """

    @wraps(step)
    def quick(*args: Given.args, **named: Given.kwargs) -> Result:
        before = gc.isenabled()
        gc.disable()
        gc.set_threshold(_SELDOM)
        atexit.unregister(gc.freeze)  # it is needed once, however often a preview builds
        atexit.register(gc.freeze)
        try:
            return step(*args, **named)
        finally:
            if before:
                gc.enable()

    return quick
