"""Frozen dataclasses that take a quarter of the time to declare.

The standard decorator writes six methods for each class and compiles each of them by itself, which was a third of what
the start of a check took. Here only ``__init__`` is written; the others are functions over the names of the fields.
They do what the standard ones do, to which a test holds them, and what is out of the ordinary is left to the standard.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(made: type | None = None, /, *, frozen: bool = False, eq: bool = True, **others: bool) -> Any:
        """As ``dataclasses.dataclass``."""

        def declare(made: type) -> type:
            if not frozen or others or _unusual(made):
                return dataclasses.dataclass(frozen=frozen, eq=eq, **others)(made)
            return _sealed(made, eq=eq)

        return declare if made is None else declare(made)


__all__ = ["dataclass"]

_WRITTEN = frozenset({"__init__", "__post_init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"})
_NO_FIELD = ("ClassVar", "InitVar", "KW_ONLY")


def _unusual(made: type) -> bool:
    """Whether a class has methods, ancestors or fields that this module knows nothing of."""
    own = vars(made)
    marked = (value for value in own.values() if isinstance(value, dataclasses.Field))
    return (
        hasattr(made, "__dataclass_fields__")
        or not _WRITTEN.isdisjoint(own)
        or any(word in str(kind) for kind in own.get("__annotations__", {}).values() for word in _NO_FIELD)
        or any(not field.init or field.kw_only is True for field in marked)
    )


def _sealed(made: type, *, eq: bool) -> type:
    made = dataclasses.dataclass(init=False, repr=False, eq=False)(made)
    made.__dataclass_params__.frozen = True  # type: ignore[attr-defined]
    fields = dataclasses.fields(made)
    names = frozenset(field.name for field in fields)

    def set_(self: Any, name: str, value: Any) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    def delete(self: Any, name: str) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    shown = [field.name for field in fields if field.repr]

    @recursive_repr()
    def repr_(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    _give(made, __init__=_init(fields), __setattr__=set_, __delattr__=delete, __repr__=repr_)
    if eq:
        compared = _values([field.name for field in fields if field.compare])
        hashed = _values([field.name for field in fields if (field.compare if field.hash is None else field.hash)])

        def eq_(self: Any, other: Any) -> Any:
            return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

        def hash_(self: Any) -> int:
            return hash(hashed(self))

        _give(made, __eq__=eq_, __hash__=hash_)
    return made


def _give(made: type, **methods: Callable[..., Any]) -> None:
    for name, method in methods.items():
        method.__name__, method.__qualname__, method.__module__ = name, f"{made.__qualname__}.{name}", made.__module__
        setattr(made, name, method)


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the values of some fields out of an object."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _init(fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    taken, body = ["self"], ["pass"]
    for field in fields:
        name, value = field.name, field.name
        if field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            taken.append(f"{name}=_default_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            taken.append(f"{name}=_missing")
            value = f"_make_{name}() if {name} is _missing else {name}"
        else:
            taken.append(name)
        body.append(f"_set(self, {name!r}, {value})")
    made: dict[str, Any] = {}
    text = f"def __init__({', '.join(taken)}):\n " + "\n ".join(body)
    exec(text, known, made)  # noqa: S102  # as the standard does: the text is made of the names of fields
    init: Callable[..., None] = made["__init__"]
    return init
