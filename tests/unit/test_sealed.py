"""The dataclasses of this package are those of the standard library, and only quicker to declare."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

import pytest

from afterword import sealed


@sealed.dataclass(frozen=True)
class Made:
    """With fields of every kind."""

    name: str
    size: int = 3
    parts: list[int] = dataclasses.field(default_factory=list)
    weight: float = dataclasses.field(default=1.0, compare=False)
    note: str = dataclasses.field(default="", repr=False)

    @cached_property
    def twice(self) -> int:
        return 2 * self.size


@dataclasses.dataclass(frozen=True)
class Standard:
    """The same by the standard."""

    name: str
    size: int = 3
    parts: list[int] = dataclasses.field(default_factory=list)
    weight: float = dataclasses.field(default=1.0, compare=False)
    note: str = dataclasses.field(default="", repr=False)


@sealed.dataclass(frozen=True)
class One:
    """With a single field."""

    name: str


@sealed.dataclass(frozen=True)
class Nothing:
    """Without fields."""


@sealed.dataclass(frozen=True, eq=False)
class Itself:
    """Equal to itself alone."""

    name: str


@sealed.dataclass(frozen=True)
class Below(One):
    """With an ancestor, which is left to the standard."""

    more: int = 0


@sealed.dataclass(frozen=True)
class Counted:
    """With a variable of the class, which is no field."""

    many: ClassVar[int] = 7
    name: str = "x"


BOTH = pytest.mark.parametrize("kind", [Made, Standard])


@BOTH
def test_values_are_taken_by_place_and_by_name(kind: Callable[..., Any]) -> None:
    one = kind("a", 4, note="n")
    assert (one.name, one.size, one.parts, one.weight, one.note) == ("a", 4, [], 1.0, "n")
    assert kind("a").parts is not kind("a").parts


@BOTH
@pytest.mark.parametrize("arguments", [(), ("a", 1, [], 1.0, "", "more")])
def test_too_few_and_too_many_values_are_refused(kind: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match=r"__init__\(\)"):
        kind(*arguments)


@BOTH
def test_nothing_can_be_set_or_deleted(kind: Callable[..., Any]) -> None:
    one = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'other'"):
        one.other = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del one.name


@BOTH
def test_it_shows_its_fields(kind: Callable[..., Any]) -> None:
    assert repr(kind("a")) == f"{kind.__name__}(name='a', size=3, parts=[], weight=1.0)"
    one = kind("a")
    one.parts.append(one)
    assert "parts=[...]" in repr(one)


@BOTH
def test_equal_is_what_has_equal_fields(kind: Callable[..., Any]) -> None:
    assert kind("a") == kind("a", weight=2.0)
    assert kind("a") != kind("b")
    assert kind("a") != "a"
    assert kind("a") != (Standard if kind is Made else Made)("a")


@BOTH
def test_it_is_copied_replaced_and_taken_apart(kind: Any) -> None:
    one = kind("a", parts=[1])
    assert dataclasses.replace(one, size=5) == kind("a", 5, [1])
    assert dataclasses.asdict(one) == {"name": "a", "size": 3, "parts": [1], "weight": 1.0, "note": ""}
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # it was written just now
    assert kind.__match_args__ == ("name", "size", "parts", "weight", "note")


def test_equal_ones_have_the_same_hash() -> None:
    assert hash(One("a")) == hash(One("a"))
    assert {One("a"), One("a"), One("b")} == {One("a"), One("b")}
    assert Nothing() == Nothing()
    assert repr(Nothing()) == "Nothing()"
    with pytest.raises(TypeError, match="unhashable"):
        hash(Made("a"))


def test_what_is_itself_alone_equals_nothing_else() -> None:
    assert Itself("a") != Itself("a")
    assert len({Itself("a"), Itself("a")}) == 2


def test_what_is_computed_once_is_kept() -> None:
    one = Made("a")
    assert one.twice == 6
    assert one.__dict__["twice"] == 6
    assert one == Made("a")


def test_what_is_unusual_is_left_to_the_standard() -> None:
    assert repr(Below("a", 2)) == "Below(name='a', more=2)"
    assert [field.name for field in dataclasses.fields(Counted)] == ["name"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        Below("a").name = "b"  # type: ignore[misc]
