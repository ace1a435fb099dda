"""Frozen values, as ``dataclass(frozen=True)`` makes them, but in a fraction of its time.

A command defines a hundred such classes before its work begins, and ``dataclass`` compiles six methods for each. Here
only the constructor is compiled; the other methods are the same functions for every class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, Final, TypeVar, dataclass_transform

_Value = TypeVar("_Value")
_PUT: Final = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_Value]) -> type[_Value]:
    """Make a class one of frozen values, which are equal where their fields are."""
    distinct(cls)
    compared = [one.name for one in fields(cls) if one.compare]  # type: ignore[arg-type]  # it is a dataclass by now
    # With the first once more, since of a single name there would be no tuple.
    told: Callable[[Any], object] = attrgetter(*compared, compared[0]) if compared else lambda _: ()

    def equal(self: object, other: object) -> bool:
        return told(self) == told(other) if other.__class__ is self.__class__ else NotImplemented

    _set(cls, __eq__=equal, __hash__=lambda self: hash(told(self)))
    return cls


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def distinct(cls: type[_Value]) -> type[_Value]:
    """Make a class one of frozen values, each of which equals itself alone."""
    dataclass(init=False, repr=False, eq=False)(cls)
    _set(cls, __init__=_constructor(cls), __repr__=_shown, __setattr__=_refuse, __delattr__=_refuse)
    return cls


def _constructor(cls: Any) -> Any:
    known: dict[str, Any] = {"put": _PUT, "missing": MISSING}
    parameters, lines = ["self"], []
    for one in fields(cls):
        name = value = one.name
        if one.default is not MISSING:
            known[f"default_{name}"] = one.default
            parameters.append(f"{name}=default_{name}")
        elif one.default_factory is not MISSING:
            known[f"default_{name}"] = one.default_factory
            parameters.append(f"{name}=missing")
            value = f"default_{name}() if {name} is missing else {name}"
        else:
            parameters.append(name)
        lines.append(f" put(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102  # as there
    return known["__init__"]


def _shown(self: Any) -> str:
    told = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({told})"


def _refuse(_: object, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _set(cls: type, **methods: Callable[..., object]) -> None:
    """Give the methods to a class that it does not define itself."""
    for name, method in methods.items():
        if name not in vars(cls):
            setattr(cls, name, method)
