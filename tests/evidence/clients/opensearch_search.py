"""Ask for a date histogram with the real client of OpenSearch: address, index, field, step, start, end."""

from __future__ import annotations

import json
import sys

from opensearchpy import OpenSearch

ADDRESS, INDEX, FIELD, STEP, START, END = sys.argv[1:]
client = OpenSearch(ADDRESS)
times = {"field": "@timestamp", "fixed_interval": STEP, "time_zone": "UTC", "min_doc_count": 1}
body = {
    "size": 0,
    "query": {"bool": {"filter": [{"range": {"@timestamp": {"gte": START, "lt": END}}}]}},
    "aggs": {"times": {"date_histogram": times, "aggs": {"v": {"avg": {"field": FIELD}}}}},
}
buckets = client.search(body=body, index=INDEX)["aggregations"]["times"]["buckets"]
rows = [[one["key"], one["v"]["value"]] for one in buckets]
print(json.dumps({"version": client.info()["version"]["number"], "rows": rows}))
