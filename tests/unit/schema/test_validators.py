"""The fast gate and the judge with a voice never disagree."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.reading import read_file
from afterword.schema import PATTERN, REVIEW, Contract
from afterword.schema.detailed_validator import DetailedValidator, Violation
from afterword.schema.fast_validator import FastValidator
from afterword.settings.limits import Limits
from tests.made import REPOSITORY

CONTRACTS = {name: Contract(name) for name in (REVIEW, PATTERN)}
FAST = {name: FastValidator(contract.schema) for name, contract in CONTRACTS.items()}
DETAILED = {name: DetailedValidator(contract.schema) for name, contract in CONTRACTS.items()}
FOLDERS = {REVIEW: REPOSITORY / "postmortems", PATTERN: REPOSITORY / "docs" / "patterns"}


def taken_in(file: Path, name: str) -> dict[str, Any]:
    document = read_file(file, file.name, Limits()).document
    assert document is not None
    return CONTRACTS[name].data(document.root)


VALID = {name: [taken_in(file, name) for file in sorted(folder.glob("*.md"))] for name, folder in FOLDERS.items()}
WORDS = [
    "",
    " ",
    "x",
    "unknown",
    "sev1",
    "public-report",
    "near-miss",
    "2025-02-30",
    "2025-01-01T10:00+25:00",
    "2025\n",
]
GARBAGE: list[Any] = [
    None,
    True,
    0,
    -1,
    1e300,
    42,
    [],
    {},
    [[]],
    {"a": 1},
    "x" * 5000,
    *WORDS,
    "http://[",
    "javascript:x",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTRACTS)
def test_both_admit_every_file_of_the_repository(name: str) -> None:
    assert [data["title"] for data in VALID[name] if not FAST[name].admits(data)] == []
    assert [data["title"] for data in VALID[name] if DETAILED[name].violations(data)] == []


@given(st.sampled_from(sorted(CONTRACTS)), st.integers(0, 2**32), st.integers(1, 4))
@settings(max_examples=150)
def test_both_agree_on_a_review_that_was_damaged(name: str, seed: int, times: int) -> None:
    dice = random.Random(seed)
    data = copy.deepcopy(dice.choice(VALID[name]))
    for _ in range(times):
        damage(data, dice)
    whole = DETAILED[name].violations(data)
    assert (whole == []) is FAST[name].admits(data)
    assert same(CONTRACTS[name].violations(data), whole)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**18), 10**18)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.sampled_from(WORDS),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(sorted(CONTRACTS[REVIEW].fields.children)), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
@settings(max_examples=100)
def test_both_agree_on_anything_at_all(data: Any) -> None:
    whole = DETAILED[REVIEW].violations(data)
    assert (whole == []) is FAST[REVIEW].admits(data)
    assert same(CONTRACTS[REVIEW].violations(data), whole)


def same(found: list[Violation], whole: list[Violation]) -> bool:
    """Whether a contract, which does not look at fields that are right, has found all that there is."""
    return [one._replace(schema=None) for one in found] == [one._replace(schema=None) for one in whole]


def damage(data: Any, dice: random.Random) -> None:
    """One slip somewhere: a value dropped, renamed, retyped, repeated or replaced."""
    places = list(containers(data))
    place = dice.choice(places)
    key: Any = dice.choice(list(place) if isinstance(place, dict) else range(len(place)))
    slip = dice.randrange(4)
    if slip == 0:
        del place[key]
    elif isinstance(place, list) and slip == 1:
        place.append(copy.deepcopy(place[key]))
    elif isinstance(place, list) or slip == 3:
        put(place, key, dice)
    elif slip == 1:
        place[key + dice.choice(["s", "_", ""])] = place.pop(key)
    else:
        place[dice.choice(list(CONTRACTS[REVIEW].fields.children))] = copy.deepcopy(place[key])


def put(place: Any, at: Any, dice: random.Random) -> None:
    old = place[at]
    retyped = [str(old), [old], {"name": old}, f"{old} ", str(old).upper()]
    place[at] = copy.deepcopy(dice.choice([*GARBAGE, *retyped]))


def containers(data: Any) -> Any:
    if isinstance(data, dict | list) and data:
        yield data
        for value in data.values() if isinstance(data, dict) else data:
            yield from containers(value)
