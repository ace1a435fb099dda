"""Export predictions with the real client of Arize's Flight: host, port, space, model, start, end, column, key."""

from __future__ import annotations

import json
import sys
from datetime import datetime

from arize import ArizeClient
from arize.ml.types import Environments

HOST, PORT, SPACE, MODEL, START, END, COLUMN, KEY = sys.argv[1:]
client = ArizeClient(api_key=KEY, flight_host=HOST, flight_port=int(PORT), flight_scheme="grpc")
found = client.ml.export_to_df(
    space_id=SPACE,
    model_name=MODEL,
    environment=Environments.PRODUCTION,
    start_time=datetime.fromisoformat(START),
    end_time=datetime.fromisoformat(END),
    columns=[COLUMN],
)
by_hour = found.groupby(found["time"].dt.floor("h"))[COLUMN].agg(["mean", "count"])
print(json.dumps([[at.isoformat(), row["mean"], row["count"]] for at, row in by_hour.iterrows()]))
