"""However the steps of a run lie, every row is read once, in a bounded number of pages."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.capture.kinds.wandb.pages import rows_of
from afterword.capture.kinds.wandb.run import Run
from tests.unit.capture.stub import asking
from tests.unit.capture.wandb_server import FakeRun

CROWD = st.tuples(
    st.integers(0, 3_000_000), st.sampled_from([1, 7, 999, 1_000, 1_001, 1_200, 2_300]), st.sampled_from([1, 2, 40])
)
"""A crowd of rows: its first step, how many there are, and how far they lie apart."""


class Direct(Run):
    """A run that is asked without a network, of a server that chooses rows if there are too many."""

    def ask(self, query: str, what: str, **variables: Any) -> dict[str, Any]:
        del what
        assert "HistoryPage" in query
        self.requests += 1
        page = served._page(variables["minStep"], variables["maxStep"], variables["pageSize"])
        return {"project": {"run": {"history": page}}}


served = FakeRun([])


@settings(max_examples=20, deadline=None)
@given(st.lists(CROWD, min_size=1, max_size=3), st.booleans())
def test_every_row_is_read_and_none_is_chosen(crowds: list[tuple[int, int, int]], inclusive: bool) -> None:
    steps = sorted({start + apart * number for start, many, apart in crowds for number in range(many)})
    served.rows = [{"_step": step, "f1": 0.5} for step in steps]
    served.inclusive = inclusive
    question = asking("wandb", "http://127.0.0.1:9", {"f1": {"query": "f1"}}, entity="acme", project="fraud")
    run = Direct(question, "r", {}, lines=len(steps), last=steps[-1])
    assert sorted(dict(rows_of(run, None))) == steps
    assert run.requests < 700
