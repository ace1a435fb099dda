"""Print the versions of the real clients and servers, which this imports to see that they can be."""

import json
from importlib import import_module
from importlib.metadata import version

NAMES = {"arize": "arize", "elasticsearch": "elasticsearch", "evidently": "evidently", "langfuse": "langfuse"}
NAMES |= {"mlflow": "mlflow", "arize-phoenix-client": "phoenix.client", "pyarrow": "pyarrow.flight", "wandb": "wandb"}
for module in NAMES.values():
    import_module(module)
print(json.dumps({name: version(name) for name in (*NAMES, "arize-phoenix", "scikit-learn")}))  # noqa: T201
