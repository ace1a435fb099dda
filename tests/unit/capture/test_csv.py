"""A CSV file that somebody exported: right numbers, or a sentence that says what is wrong on which line."""

from __future__ import annotations

import codecs

import pytest

from tests.unit.capture.exported import one, points, read, refused, source

PRECISION = source("csv", {"precision": {"query": "value", "unit": "ratio", "threshold": 0.9}})
FILE = "time,value\n2026-03-01T10:00:00Z,0.94\n2026-03-01T10:05:00Z,0.41\n"


def test_the_rows_are_points_with_what_the_settings_say_of_the_metric() -> None:
    series = one(FILE, PRECISION)
    assert points(series) == {"10:00": 0.94, "10:05": 0.41}
    assert (series.metric, series.unit, series.threshold, series.threshold_from) == (
        "precision",
        "ratio",
        0.9,
        "settings",
    )
    assert (series.breach, series.step, series.flags, series.notes) == ("below", 300, (), ())


def test_rows_may_be_in_any_order_and_what_lies_outside_the_window_is_left_out() -> None:
    content = "time,value\n2026-03-01T10:05:00Z,2\n2026-03-01T10:00:00Z,1\n2025-01-01T00:00:00Z,9\n"
    assert points(one(content, PRECISION)) == {"10:00": 1.0, "10:05": 2.0}


def test_a_file_of_another_day_says_which_times_it_has() -> None:
    series = one(FILE.replace("2026", "2025"), PRECISION)
    assert (series.points, series.flags) == ((), ("empty",))
    assert "from 2025-03-01T10:00:00Z to 2025-03-01T10:05:00Z, and none of them in the window" in series.notes[0]


def test_the_step_is_that_of_the_file() -> None:
    rows = "".join(f"2026-03-01T{hour:02}:00:00Z,1\n" for hour in (8, 9, 10, 13))
    assert one(f"time,value\n{rows}", PRECISION).step == 3600


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01T10:00:00Z",
        "2026-03-01 10:00:00Z",
        "2026-03-01 10:00Z",
        "2026-03-01T11:00:00+01:00",
        "2026-03-01T11:00:00.000000000+0100",
        "2026-03-01 10:00:00 UTC",
    ],
)
def test_the_same_time_is_read_however_it_is_written(written: str) -> None:
    assert points(one(f"time,value\n{written},1\n", PRECISION)) == {"10:00": 1.0}


@pytest.mark.parametrize(
    ("zone", "hour"), [("UTC", "10:00"), ("+01:00", "09:00"), ("Europe/Berlin", "09:00"), ("America/New_York", "")]
)
def test_a_time_without_a_zone_is_read_in_the_zone_of_the_settings(zone: str, hour: str) -> None:
    of = source("csv", {"precision": {"query": "value"}}, zone=zone)
    assert list(points(one("time,value\n2026-03-01 10:00:00,1\n", of))) == ([hour] if hour else [])


def test_a_time_without_a_zone_is_never_guessed() -> None:
    said = refused("time,value\n2026-03-01 10:00:00,1\n", PRECISION)
    assert said.startswith("Line 2: `time` is '2026-03-01 10:00:00', which has no zone; set `zone =")


@pytest.mark.parametrize(
    ("written", "why"), [("2026-10-25 02:30", "happens twice"), ("2026-03-29 02:30", "does not exist")]
)
def test_a_time_in_the_hour_when_clocks_change_is_told(written: str, why: str) -> None:
    of = source("csv", {"precision": {"query": "value"}}, zone="Europe/Berlin")
    assert why in refused(f"time,value\n{written},1\n", of)


@pytest.mark.parametrize(
    ("form", "written"), [("unix", "1772359200"), ("unix", "1772359200.0"), ("unix-ms", "1772359200000")]
)
def test_a_count_since_1970_is_read(form: str, written: str) -> None:
    of = source("csv", {"precision": {"query": "value"}}, time_format=form)
    assert points(one(f"time,value\n{written},1\n", of)) == {"10:00": 1.0}


@pytest.mark.parametrize(
    ("settings", "written", "hint"),
    [
        ({}, "1772359200", 'set `time_format = "unix"`'),
        ({"time_format": "unix"}, "1772359200000", 'set `time_format = "unix-ms"`'),
        ({"time_format": "unix-ms"}, "1772359200", 'set `time_format = "unix"`'),
        ({"time_format": "unix"}, "nan", "it must be a count of seconds"),
        ({}, "03/01/2026 10:00", "it must be a time such as 2026-03-01T10:00:00Z"),
        ({}, "2026-02-30T10:00:00Z", "there is no such time"),
        ({"zone": "Europe/Nowhere"}, "2026-03-01 10:00", "it must be UTC, an offset such as +01:00, or a place"),
        ({"zone": "+24:00"}, "2026-03-01 10:00", "an offset is less than a day"),
    ],
)
def test_a_time_of_another_form_is_told_with_the_setting_that_reads_it(
    settings: dict[str, str], written: str, hint: str
) -> None:
    assert hint in refused(f"time,value\n{written},1\n", source("csv", {"precision": {"query": "value"}}, **settings))


@pytest.mark.parametrize("written", ["NaN", "nan", "Infinity", "-inf", "1e999"])
def test_what_is_no_number_is_a_point_without_a_number_and_told(written: str) -> None:
    series = one(f"{FILE}2026-03-01T10:10:00Z,{written}\n", PRECISION)
    assert points(series)["10:10"] is None
    assert len(series.notes) == 1


@pytest.mark.parametrize("written", ["", "null", "N/A", "-"])
def test_an_empty_cell_is_a_point_without_a_number(written: str) -> None:
    assert points(one(f"{FILE}2026-03-01T10:10:00Z,{written}\n", PRECISION))["10:10"] is None


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("94%", "is '94%'; it must be a number such as 0.94, without a unit"),
        ('"0,94"', 'which has a comma; write 0.94, or set `decimal = ","`'),
        ("1_000", "it must be a number"),
        ("0x1F", "it must be a number"),
        ("٣", "it must be a number"),
        ("high", "it must be a number"),
    ],
)
def test_a_value_that_is_none_is_told_with_its_line_and_its_column(written: str, says: str) -> None:
    said = refused(f"{FILE}2026-03-01T10:10:00Z,{written}\n", PRECISION)
    assert said.startswith("Line 4: `value` ")
    assert says in said


def test_decimal_commas_are_read_where_the_settings_say_so() -> None:
    of = source("csv", {"precision": {"query": "value"}}, delimiter=";", decimal=",")
    assert points(one("time;value\n2026-03-01T10:00:00Z;0,94\n2026-03-01T10:05:00Z;1\n", of)) == {
        "10:00": 0.94,
        "10:05": 1,
    }
    assert "such as 0,94" in refused("time;value\n2026-03-01T10:00:00Z;1.234,5\n", of)


def test_a_file_with_decimal_commas_and_commas_between_cells_is_told() -> None:
    assert "numbers with a decimal comma need another `delimiter`" in refused(
        "time,value\n2026-03-01T10:00:00Z,0,94\n", PRECISION
    )


def test_another_delimiter_is_recognised_and_told() -> None:
    assert "split by a semicolon, so set `delimiter`" in refused("time;value\n2026-03-01T10:00:00Z;1\n", PRECISION)


def test_columns_of_labels_are_the_slices_of_the_metric() -> None:
    of = source("csv", {"precision": {"query": "value"}}, labels=["country"])
    content = "time,country,value\n2026-03-01T10:00:00Z,DE,1\n2026-03-01T10:00:00Z,FR,2\n"
    assert {series.labels: points(series) for series in read(content, of).series} == {
        (("country", "DE"),): {"10:00": 1.0},
        (("country", "FR"),): {"10:00": 2.0},
    }


def test_two_values_at_one_time_are_told_since_one_would_be_lost() -> None:
    said = refused("time,country,value\n2026-03-01T10:00:00Z,DE,1\n2026-03-01T10:00:00Z,FR,2\n", PRECISION)
    assert "two values at 2026-03-01T10:00:00Z, on line 2 and line 3; name the fields that tell them apart" in said


def test_the_same_row_twice_is_one_point() -> None:
    assert points(one(f"{FILE}2026-03-01T10:05:00Z,0.41\n", PRECISION)) == {"10:00": 0.94, "10:05": 0.41}


def test_a_file_with_a_row_for_each_metric_is_read_by_where() -> None:
    of = source("csv", {name: {"query": "value", "where": [f"metric={name}"]} for name in ("precision", "recall")})
    content = "time,metric,value\n2026-03-01T10:00:00Z,precision,1\n2026-03-01T10:00:00Z,recall,2\n"
    assert [(series.metric, points(series)) for series in read(content, of).series] == [
        ("precision", {"10:00": 1.0}),
        ("recall", {"10:00": 2.0}),
    ]


def test_more_slices_than_anyone_can_look_at_are_cut_and_told() -> None:
    of = source("csv", {"precision": {"query": "value"}}, labels=["user"])
    rows = "".join(f"2026-03-01T10:00:00Z,u{number:03},1\n" for number in range(30))
    found = read(f"time,user,value\n{rows}", of).series
    assert len(found) == 20
    assert {series.flags for series in found} == {("truncated",)}
    assert found[0].notes == ("Of 30 slices, the first 20 by name were kept.",)


def test_a_metric_without_a_column_does_not_lose_the_others() -> None:
    of = source("csv", {"precision": {"query": "value"}, "recall": {"query": "valu"}})
    fetched = read(FILE, of)
    assert [series.metric for series in fetched.series] == ["precision"]
    assert fetched.missing == (
        ("recall", "The file has no column `valu`. Did you mean `value`? Its columns are time and value"),
    )


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + FILE.encode(),
        FILE.encode("utf-16"),
        codecs.BOM_UTF16_BE + FILE.encode("utf-16-be"),
        FILE.replace("\n", "\r\n").encode(),
        FILE.replace("\n", "\r").encode(),
        FILE.replace("value", '"value"').encode(),
        f"{FILE}\n\n".encode(),
    ],
)
def test_a_file_is_read_as_programs_save_it(content: bytes) -> None:
    assert points(one(content, PRECISION)) == {"10:00": 0.94, "10:05": 0.41}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf \n", "The file is empty"),
        (b"time,value\n2026-03-01T10:00:00Z,1\nK\xf6ln,2\n", "Line 3 of the file is not text in UTF-8"),
        (b"time,value\n\0\0\n", "has a NUL character"),
        (b"PK\x03\x04rest", "a spreadsheet or a ZIP archive; export it as CSV"),
        (b"\x1f\x8brest", "compressed with gzip"),
        (b"PAR1rest", "Parquet; export it as CSV"),
        (b"value\n1\n", "does not name at least two columns"),
        (b"time,value,value\n2026-03-01T10:00:00Z,1,2\n", "has 2 columns named `value`; rename one"),
        (b"time,value\n2026-03-01T10:00:00Z\n", "Line 2 has 1 cells, and the first line names 2 columns"),
        (b'time,value\n2026-03-01T10:00:00Z,"1\n', "is not CSV"),
        (b"when,value\n2026-03-01T10:00:00Z,1\n", "The file has no column `time`"),
        (b" " * (32 * 1024 * 1024 + 1), "at most 33,554,432 are read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(content: bytes, says: str) -> None:
    assert says in refused(content, PRECISION)


def test_settings_without_a_metric_are_told() -> None:
    assert "The settings name no metric of this source" in refused(FILE, source("csv"))


def test_a_rule_without_an_equals_sign_is_told() -> None:
    of = source("csv", {"precision": {"query": "value", "where": ["precision"]}})
    assert 'each of its rules is like "metric=precision"' in refused(FILE, of)


@pytest.mark.parametrize("head", ["sep=;", '"sep=;"', "SEP=;\r"])
def test_the_line_that_names_the_delimiter_for_a_spreadsheet_is_followed(head: str) -> None:
    content = f"{head}\ntime;value\n2026-03-01T10:00:00Z;0.94\n"
    assert points(one(content, PRECISION)) == {"10:00": 0.94}
    assert refused(f"{content}x;1\n", PRECISION).startswith("Line 4: `time` is 'x'")
