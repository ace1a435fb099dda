"""Fill the MLflow server at an address with runs, traces and versions, and print what was made."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from typing import Any

import mlflow
from mlflow.entities import Metric

url, onset = sys.argv[1], float(sys.argv[2])
mlflow.set_tracking_uri(url)
mlflow.set_registry_uri(url)
client = mlflow.MlflowClient()


def ms(minutes: float) -> int:
    return int((onset + 60 * minutes) * 1000)


def run(experiment: str, metrics: list[Metric], start: float, end: float | None = None) -> str:
    new = client.create_run(experiment, start_time=ms(start))
    for first in range(0, len(metrics), 1000):
        client.log_batch(new.info.run_id, metrics[first : first + 1000])
    if end is not None:
        client.set_terminated(new.info.run_id, end_time=ms(end))
    return str(new.info.run_id)


jobs = client.create_experiment("jobs")
long_ones = client.create_experiment("monitoring")
made: dict[str, Any] = {"version": mlflow.__version__}
made["long"] = run(
    long_ones, [Metric("precision", round(0.9 - m / 10_000, 6), ms(m / 10), m + 2000) for m in range(-2000, 1500)], -200
)
numbers = (float("nan"), float("inf"), float("-inf"), 0.5)
made["odd"] = run(long_ones, [Metric("odd", value, ms(m), m) for m, value in enumerate(numbers)], -1)
for minutes, value in ((-120, 0.9), (-60, 0.8), (0, 0.4)):
    run(jobs, [Metric("recall", value, ms(minutes), 0)], minutes - 1, minutes + 1)
made["deleted"] = run(jobs, [Metric("recall", 0.1, ms(60), 0)], 59, 61)
client.delete_run(made["deleted"])

mlflow.set_experiment("chat")
made["traces"], made["failed"] = 5, 2


@mlflow.trace(name="answer")  # type: ignore[untyped-decorator]  # the client ships no types
def answer(number: int) -> None:
    time.sleep(0.02)
    if number < made["failed"]:
        raise ValueError


for number in range(made["traces"]):
    with contextlib.suppress(ValueError):
        answer(number)
mlflow.flush_trace_async_logging()

client.create_registered_model("fraud")
for number in (1, 2, 3):
    if number == 3:
        # The clock of the server is that of this machine, and its times are whole milliseconds.
        time.sleep(0.01)
        made["onset"] = time.time()
        time.sleep(0.01)
    trained = run(jobs, [], -600 + number, -590 + number)
    client.create_model_version("fraud", f"runs:/{trained}/model", trained)
    if number == 2:
        made["trained"] = ms(-590 + number)
client.set_registered_model_alias("fraud", "champion", "3")
print(json.dumps(made))
