"""Read a metric and a monitor with the real client of Arize's GraphQL, and judge the form of other questions.

Arguments: address, id of the model, id of the space, names of the model and of the monitor, start, end, and questions.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from arize_toolkit import Client
from graphql import build_schema, parse, validate

ADDRESS, MODEL, SPACE, NAME, MONITOR, START, END, *QUESTIONS = sys.argv[1:]
client = Client(org_id="T3JnOjE=", space_id=SPACE, arize_developer_key="key", arize_app_url=ADDRESS)
metric = client.get_performance_metric_over_time(
    "recall", "production", model_id=MODEL, granularity="hour", start_time=START, end_time=END, to_dataframe=False
)
history = client.get_monitor_metric_values(MONITOR, NAME, START, END)
schema = build_schema(Path(__file__).with_name("arize.graphql").read_text("utf-8"))
faults = [error.message for question in QUESTIONS for error in validate(schema, parse(question))]
print(json.dumps({"metric": metric, "monitor": history, "faults": faults}, default=str))
