"""Print the history of a metric of a run as the real client reads it, in the order of its times."""

from __future__ import annotations

import json
import sys

import mlflow

url, run, key = sys.argv[1:]
found = mlflow.MlflowClient(tracking_uri=url).get_metric_history(run, key)
print(json.dumps(sorted([one.timestamp, one.value] for one in found)))
