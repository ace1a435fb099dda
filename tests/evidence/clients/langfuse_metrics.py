"""Ask for metrics with the real client of Langfuse and print its rows: the address, both keys, the question as JSON."""

import json
import sys

from langfuse.api import LangfuseAPI

url, public, secret, question = sys.argv[1:]
client = LangfuseAPI(base_url=url, username=public, password=secret)
rows = client.metrics.metrics(query=question).data
print(json.dumps({"version": client.health.health().version, "rows": rows}))
