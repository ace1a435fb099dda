"""Ask for a date histogram and by ES|QL with the real client of Elasticsearch.

Arguments: address, index, field, step, key, start, end, query.
"""

from __future__ import annotations

import json
import sys

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Range

ADDRESS, INDEX, FIELD, STEP, KEY, START, END, QUERY = sys.argv[1:]
client = Elasticsearch(ADDRESS, api_key=KEY)
search = Search(using=client, index=INDEX)[0:0].filter(Range(**{"@timestamp": {"gte": START, "lt": END}}))
times = A("date_histogram", field="@timestamp", fixed_interval=STEP, time_zone="UTC", min_doc_count=1)
times.metric("v", "avg", field=FIELD)
times.metric("p", "percentiles", field=FIELD, percents=[95])
search.aggs.bucket("times", times)
answer = search.execute()
rows = [[one.key, one.doc_count, one.v.value, one.p["values"]["95.0"]] for one in answer.aggregations.times.buckets]
language = client.esql.query(query=QUERY)
found = {"version": client.info()["version"]["number"], "rows": rows, "language": language["values"]}
print(json.dumps(found))
