"""Play the three incidents into a folder: ``python -m tests.evidence.samples.play FOLDER``.

It runs in the environment of ``scripts/ensure-evidence-servers``, which has scikit-learn, MLflow and Evidently.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from evidently import Report
from evidently.metrics import ValueDrift

from tests.evidence.samples import demand, fraud, registry, returns
from tests.evidence.samples.played import open_metrics

PLAYED = {"returns": returns.play, "fraud": fraud.play, "demand": demand.play}


def main() -> None:
    folder = Path(sys.argv[1])
    for name, play in PLAYED.items():
        (folder / f"{name}.txt").write_text(open_metrics(play()), "utf-8")
    registry.write(folder / "mlflow.db")
    _report(folder / "evidently.json")


def _report(file: Path) -> None:
    """How far the columns of the returns had drifted, as Evidently measures it."""
    columns = returns.columns()
    metrics = [ValueDrift(column=name, method="psi", threshold=0.2) for name in columns["current"]]
    snapshot = Report(metrics).run(pd.DataFrame(columns["current"]), pd.DataFrame(columns["reference"]))
    snapshot.save_json(str(file))


if __name__ == "__main__":
    main()
