"""Frozen values, against what ``dataclass`` makes of the same class."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import pytest

from afterword.diagnostics import Span
from afterword.frozen import distinct, frozen


class _Class:
    """A class with every kind of field that ours have."""

    name: str
    number: int = 3
    names: list[str] = field(default_factory=list, compare=False)
    hidden: str = field(default="x", repr=False)

    @cached_property
    def twice(self) -> str:
        return self.name * 2


Ours: Any = frozen(type("Ours", (_Class,), dict(vars(_Class))))
Usual: Any = dataclass(frozen=True)(type("Ours", (_Class,), dict(vars(_Class))))


def test_a_value_says_what_a_frozen_dataclass_says() -> None:
    for arguments in (("a",), ("a", 4), ("a", 4, ["b"], "y")):
        ours, usual = Ours(*arguments), Usual(*arguments)
        assert repr(ours) == repr(usual)
        assert asdict(ours) == asdict(usual)
        assert ours.twice == usual.twice
        assert replace(ours, name="c") == Ours("c", *arguments[1:])
        assert repr(replace(ours, name="c")) == repr(replace(usual, name="c"))
    assert is_dataclass(Ours)
    assert [one.name for one in fields(Ours)] == [one.name for one in fields(Usual)]


def test_a_list_is_made_for_each_value_anew() -> None:
    assert Ours("a").names is not Ours("a").names


def test_values_are_equal_where_the_fields_are_that_are_compared() -> None:
    assert Ours("a") == Ours("a", names=["b"])
    assert len({Ours("a"), Ours("a", names=["b"]), Ours("b")}) == 2
    assert Ours("a") != Ours("a", 4)
    assert Ours("a") != Usual("a")


def test_a_distinct_value_equals_itself_alone() -> None:
    @distinct
    class Alone:
        """One of its kind."""

        name: str

    alone = Alone("a")
    assert alone != Alone("a")
    assert len({alone, alone, Alone("a")}) == 2


def test_a_value_without_fields_equals_each_other_one() -> None:
    @frozen
    class Nothing:
        """Nothing."""

    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_a_value_is_not_changed() -> None:
    value = Ours("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        value.name = "b"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del value.name


def test_what_is_missing_or_unknown_is_refused() -> None:
    with pytest.raises(TypeError, match="name"):
        Ours()
    with pytest.raises(TypeError, match="other"):
        Ours("a", other=1)


def test_a_value_goes_to_another_process_and_back() -> None:
    span = Span(1, 2, 3, 4)
    assert pickle.loads(pickle.dumps(span)) == copy.deepcopy(span) == span  # noqa: S301
