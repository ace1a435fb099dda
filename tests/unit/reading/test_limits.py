"""Nothing grows without bound, and whoever meets a limit is told how to raise it."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.reading import read_file
from afterword.settings.limits import Limits
from tests.growth import grows_evenly
from tests.unit.reading.reader import advice, messages, read, told


def fields(text: str) -> str:
    return f"---\n{text}\n---\n"


def raising(name: str, value: str) -> list[str]:
    return [f"The limit is {value}; raise it with `{name}` under [tool.afterword.limits]."]


@pytest.mark.parametrize(
    ("limits", "text", "message", "name", "value"),
    [
        (Limits(file_bytes=40), fields("title: " + "x" * 40), "The file is too large: 56 bytes", "file_bytes", "40"),
        (
            Limits(front_matter_bytes=20),
            fields("title: " + "ö" * 10),
            "The front matter is too long: 29 bytes",
            "front_matter_bytes",
            "20",
        ),
        (Limits(nesting=2), fields("a: [[[x]]]"), "Values are nested more than 2 levels deep", "nesting", "2"),
        (Limits(nodes=5), fields("a: [1, 2, 3, 4]"), "The file has more than 5 values", "nodes", "5"),
        (Limits(scalar=10), fields("a: " + "x" * 11), "The value has 11 characters and is too long", "scalar", "10"),
        (Limits(line=30), fields("a: " + "x" * 30), "The line is too long: 33 characters", "line", "30"),
    ],
)
def test_each_limit_names_itself_and_how_to_raise_it(
    limits: Limits, text: str, message: str, name: str, value: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, text, limits)
    assert [rule for rule, _, _ in told(reading)] == ["over-limit"]
    assert messages(reading) == [message]
    assert advice(reading) == raising(name, value)


def test_what_just_fits_is_read(tmp_path: Path) -> None:
    limits = Limits(file_bytes=26, front_matter_bytes=19, nesting=3, nodes=7, scalar=4, line=17, key=1)
    reading = read(tmp_path, "---\na: [[1, 2, 3456]]\n---\n", limits)
    assert reading.findings == ()


def test_a_name_of_a_field_has_at_most_64_characters(tmp_path: Path) -> None:
    assert read(tmp_path, fields("k" * 64 + ": x")).findings == ()
    assert told(read(tmp_path, fields("k" * 65 + ": x"))) == [("malformed-key", 2, 1)]


NESTS = [("[", "]"), ("{a: ", "}"), ("- ", "")]
ROOMY = Limits(line=10_000_000, front_matter_bytes=10_000_000)


def nested(opening: str, closing: str, depth: int) -> str:
    return fields("a:\n  " + opening * depth + "x" + closing * depth)


@pytest.mark.parametrize("depth", [17, 900, 20_000])
@pytest.mark.parametrize(("opening", "closing"), NESTS)
def test_nesting_of_any_depth_is_refused(opening: str, closing: str, depth: int, tmp_path: Path) -> None:
    reading = read(tmp_path, nested(opening, closing, depth), ROOMY)
    assert messages(reading) == ["Values are nested more than 16 levels deep"]


@pytest.mark.parametrize(("opening", "closing"), NESTS)
@pytest.mark.slow
def test_the_time_that_nesting_takes_grows_with_its_depth(opening: str, closing: str, tmp_path: Path) -> None:
    def text(depth: int) -> str:
        return nested(opening, closing, depth)

    assert grows_evenly(lambda given: read(tmp_path, given, ROOMY), text, 20_000)


def test_a_hundred_thousand_brackets_do_not_kill_the_process(tmp_path: Path) -> None:
    # libyaml's composer ends with a segmentation fault here; only events are asked for.
    limits = Limits(line=10_000_000, front_matter_bytes=10_000_000)
    reading = read(tmp_path, fields("a: " + "[" * 100_000), limits)
    assert [message for message in messages(reading) if "nested" in message] == [
        "Values are nested more than 16 levels deep"
    ]


def test_deep_block_mappings_are_refused(tmp_path: Path) -> None:
    text = "\n".join(" " * depth + "a:" for depth in range(900))
    reading = read(tmp_path, fields(text), Limits(front_matter_bytes=10_000_000))
    assert told(reading) == [("over-limit", 18, 17)]


@pytest.mark.slow
def test_a_hundred_thousand_keys_give_one_problem(tmp_path: Path) -> None:
    text = "\n".join(f"k{number}: x" for number in range(100_000))
    reading = read(tmp_path, fields(text), Limits(file_bytes=10_000_000, front_matter_bytes=10_000_000))
    assert told(reading) == [("over-limit", 10_001, 8)]


def test_a_huge_file_is_refused_by_its_size_and_never_opened(tmp_path: Path) -> None:
    file = tmp_path / "huge.md"
    with file.open("wb") as stream:
        stream.truncate(8 * 1024**3)  # sparse: it takes no room on the disk
    reading = read_file(file, "postmortems/huge.md", Limits())
    assert messages(reading) == ["The file is too large: 8,589,934,592 bytes"]
    assert reading.source is None
