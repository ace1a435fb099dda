"""Read a run with the real client of Weights & Biases, exactly and as a sample: address, path of the run, key."""

from __future__ import annotations

import json
import sys

import wandb

ADDRESS, RUN, KEY = sys.argv[1:]
api = wandb.Api(overrides={"base_url": ADDRESS}, timeout=30)
run = api.run(RUN)
# With all keys it pages through the rows; with some of them it asks for a sample that is as large as the run.
whole = [[row["_timestamp"], row[KEY]] for row in run.scan_history() if row.get(KEY) is not None]
some = [[row["_timestamp"], row[KEY]] for row in run.scan_history(keys=["_timestamp", KEY])]
sample = run.history(samples=50, keys=[KEY], x_axis="_timestamp", pandas=False)
print(json.dumps({"whole": whole, "some": some, "sample": [[row["_timestamp"], row[KEY]] for row in sample]}))
