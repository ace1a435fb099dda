"""What brings a change near an incident: names, safeguards that go, and words; and what does not."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.analysis.recall import Recall
from afterword.analysis.risk import Near, near, unfinished_preventions
from afterword.text.unified_diff import file_diffs
from tests.growth import grows_evenly
from tests.made import AS_OF, action, review

FIELDS: dict[str, Any] = {
    "aliases": ["INC-3390"],
    "models": [{"name": "Returns-abuse classifier", "registry": "models:/refund-guard/17"}],
    "drift": [{"feature": "orders_12m"}, {"feature": "amount"}, {"feature": "value of the return"}],
    "safeguards": [{"name": "limit on the null share of columns", "outcome": "failed", "note": "See `halt-nulls`."}],
    "actions": [
        action(title="A voucher above its ceiling pages the steward", tracker="https://tracker.example.org/RET-2201"),
        action("A2", title="Tests are written", evidence="https://git.example.org/shop/risk/blob/main/gates/nulls.py"),
        action("A3", title="The gate is rehearsed", due="2026-01-01"),
    ],
}
HIT = review("2026-04-07-null-column", **FIELDS)
OTHERS = [review(f"2025-01-{day:02}-other", models=[{"name": f"Other {day}"}]) for day in range(1, 12)]
RECALL = Recall.of([HIT, *OTHERS])


def diff(changed: str, path: str = "src/job.py", context: str = "") -> str:
    lines = changed.splitlines()
    beside = [f" {line}" for line in context.splitlines()]
    old = sum(line.startswith("-") for line in lines) + len(beside)
    new = sum(line.startswith("+") for line in lines) + len(beside)
    body = "".join(f"{line}\n" for line in [*beside, *lines])
    return f"diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n@@ -1,{old} +1,{new} @@\n{body}"


def hits(text: str, message: str = "") -> tuple[Near, ...]:
    return near(RECALL, file_diffs(text), message)


@pytest.mark.parametrize(
    "line",
    [
        "+rows = clean(orders_12m)",
        "-rows = clean(orders12m)",
        "+train(ReturnsAbuseClassifier())",
        "+model: returns-abuse-classifier",
        "+MODEL = RETURNS_ABUSE_CLASSIFIER",
        "+pull models:/refund-guard/18",
        "-# see RET-2201",
        "-# was INC-3390",
        "-  - run: halt-nulls",
    ],
)
def test_a_name_is_found_in_every_spelling(line: str) -> None:
    (hit,) = hits(diff(line))
    assert hit.review is HIT
    assert hit.signals[0].place is not None
    assert hit.signals[0].place.line == 1
    assert hit.signals[0].place.removed is line.startswith("-")


@pytest.mark.parametrize("path", ["services/returns_abuse_classifier/app.py", "gates/nulls.py"])
def test_a_name_is_found_in_a_path(path: str) -> None:
    assert [hit.review for hit in hits(diff("+x = 1", path))] == [HIT]


@pytest.mark.parametrize(
    "line", ["+amount += 1", "+return value", "+returns = []", "+abuse = 2", "+RET = 2201", "+orders = 12"]
)
def test_an_everyday_word_is_not_enough(line: str) -> None:
    assert hits(diff(line)) == ()


def test_a_name_beside_the_change_needs_more() -> None:
    assert hits(diff("+x = 1", context="orders_12m:")) == ()
    (hit,) = hits(diff("-null_share: 0.02\n+null_share: 0.5", context="columns:\norders_12m:"))
    assert [signal.kind for signal in hit.signals][:2] == ["name", "safeguard"]
    assert "changed lines have words of a safeguard that failed then" in hit.signals[1].words


def test_the_name_of_a_public_report_needs_more() -> None:
    recall = Recall.of([review("2026-04-07-null-column", **FIELDS, provenance="public-report"), *OTHERS])
    assert near(recall, file_diffs(diff("+orders_12m = 1"))) == ()


def test_a_removed_prevention_is_found_where_the_words_of_the_file_fit() -> None:
    gone = "-if voucher > CEILING:\n-    page(steward)\n-"
    (hit,) = hits(diff(gone, "vouchers/ceiling.py"))
    assert [signal.kind for signal in hit.signals] == ["safeguard", "words"]
    assert "removed lines have words of its prevention A1 (A voucher above its ceiling" in hit.signals[0].words
    assert hits(diff(gone.replace("-", "+"), "vouchers/ceiling.py")) == ()


def test_words_alone_are_enough_where_they_are_nearly_all_that_a_file_says() -> None:
    told = "The dispatcher promised parcels to a farm up a mountain road, from one postcode."
    recall = Recall.of([review("2026-10-20-farm", title=told, summary=told), *OTHERS])
    only = diff("+promised(parcels, farm, mountain, road)", "dispatcher/postcode.py")
    (hit,) = near(recall, file_diffs(only))
    assert [signal.kind for signal in hit.signals] == ["words"]
    assert near(recall, file_diffs(diff("+promised(parcels)\n+render(button, colour, theme)", "x/app.py"))) == ()


def test_what_the_commits_say_counts() -> None:
    assert hits(diff("+x = 1")) == ()
    (hit,) = hits(diff("+x = 1"), "Retrain the returns abuse classifier\n\nAfter INC-3390 nobody dared to.")
    assert "the commit message has" in hit.signals[0].words


@pytest.mark.parametrize(
    "path",
    [
        *("docs/returns.md", "README.rst", "web/locales/de.json", "package-lock.json", "uv.lock", "vendor/x/y.go"),
        *("dist/app.min.js", "api_pb2.py", "tests/__snapshots__/x.snap", "data/rows.csv"),
        "postmortems/2025-05-14-unauthorised-prompt-change.md",
    ],
)
def test_prose_and_what_machines_or_others_write_is_near_nothing(path: str) -> None:
    assert hits(diff("+orders_12m and the returns abuse classifier", path)) == ()


def test_a_prompt_is_a_program_whatever_its_file_is_called() -> None:
    assert hits(diff("+You are the returns abuse classifier.", "prompts/system.md"))


@pytest.mark.parametrize(
    "text",
    [
        "diff --git a/orders_12m.py b/x/orders_12m.py\nrename from orders_12m.py\nrename to x/orders_12m.py\n",
        "diff --git a/orders_12m.bin b/orders_12m.bin\nBinary files differ\n",
        diff("-orders_12m = 1\n+    orders_12m  =  1"),
        diff("-orders_12m = 1") + diff("+orders_12m = 1", "src/other.py"),
        diff(f"+orders_12m{'x ' * 1_000}"),
        diff("+# Code generated by protoc. DO NOT EDIT.\n+orders_12m"),
        "",
    ],
    ids=["rename", "binary", "spaces", "moved", "long line", "generated", "empty"],
)
def test_a_change_that_says_nothing_new_is_near_nothing(text: str) -> None:
    assert hits(text) == ()


def test_no_more_are_told_than_are_asked_for_and_the_nearest_comes_first() -> None:
    recall = Recall.of(
        [HIT, *(review(f"2026-03-0{day}-again", models=[{"name": "Refund guard"}]) for day in (1, 2, 3))]
    )
    found = near(recall, file_diffs(diff("+refund_guard(orders_12m)")), most=2)
    assert [hit.review.id for hit in found] == ["2026-04-07-null-column", "2026-03-01-again"]


def test_withdrawn_reviews_are_not_searched() -> None:
    recall = Recall.of([review(HIT.id, **FIELDS, status="withdrawn")])
    assert near(recall, file_diffs(diff("+orders_12m = 1"))) == ()


def test_the_latest_prevention_comes_first() -> None:
    assert unfinished_preventions(HIT, AS_OF)[:2] == [
        "its prevention A3 (The gate is rehearsed) is overdue",
        "its prevention A1 (A voucher above its ceiling pages the steward) is open",
    ]


def test_a_file_that_goes_has_the_words_of_anything_and_says_nothing() -> None:
    words = ("voucher", "ceiling", "page", "steward")
    gone = "".join(f"-{word}\n" + "-y = 2\n" * 30 for word in words)
    assert hits(diff(gone, "old/all.py")) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    ["-null_share = orders_{0} or voucher_{0}\n+ceiling = {0}\n", "-page(voucher_{0})\n steward_{0}\n"],
    ids=["one run", "many runs in one hunk"],
)
def test_the_work_grows_with_the_diff(line: str) -> None:
    def of(size: int) -> str:
        return f"--- a/x.py\n+++ b/x.py\n@@ -1,{2 * size} +1,{size} @@\n" + "".join(map(line.format, range(size)))

    assert grows_evenly(hits, of, 1_200)
