"""Write reports of Evidently, new and old, of a fraud model whose column of countries is half empty, into a folder."""

import json
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")

from evidently import BinaryClassification, DataDefinition, Dataset, Report
from evidently.legacy import metrics as old_metrics
from evidently.legacy.report import Report as OldReport
from evidently.legacy.test_suite import TestSuite
from evidently.legacy.tests import TestColumnDrift, TestMeanInNSigmas, TestNumberOfMissingValues
from evidently.metrics import (
    DriftedColumnsCount,
    F1ByLabel,
    MeanValue,
    MissingValueCount,
    Precision,
    ValueDrift,
)
from evidently.tests import gte, lt

ROWS = 400
folder = Path(sys.argv[1])
chance = np.random.default_rng(7)
good = pd.DataFrame(
    {
        "amount": chance.gamma(2, 30, ROWS),
        "country": chance.choice(["DE", "FR", "NL"], ROWS),
        "age": chance.normal(40, 9, ROWS),
    }
)
good["target"] = good["prediction"] = (good.amount > 70).astype(int)
bad = good.copy()
bad["amount"] = chance.gamma(2, 60, ROWS)
bad["age"] = np.nan
bad.loc[:150, "country"] = None
bad["prediction"] = (chance.random(ROWS) < 0.4).astype(int)
bad["target"] = (bad.amount > 120).astype(int)

form = DataDefinition(
    classification=[BinaryClassification(target="target", prediction_labels="prediction")],
    numerical_columns=["amount", "age"],
    categorical_columns=["country"],
)
now, before = Dataset.from_pandas(bad, form), Dataset.from_pandas(good, form)
measured = [
    DriftedColumnsCount(drift_share=0.5, columns=["amount", "country"]),
    ValueDrift(column="amount", method="psi"),
    ValueDrift(column="country"),
    MissingValueCount(column="country", tests=[lt(10)]),
    MeanValue(column="age"),
    MeanValue(column="amount", tests=[gte(30), lt(80)]),
    Precision(tests=[gte(0.9)]),
    F1ByLabel(),
]
Report(measured).run(now, before).save_json(str(folder / "new.json"))
whole = Report([MissingValueCount(column="country", tests=[lt(10)]), ValueDrift(column="country"), F1ByLabel()])
dumped = whole.run(now, before, timestamp=datetime(2026, 3, 1, 12, tzinfo=UTC)).dump_dict()
# The widgets are most of it, and nothing reads them here.
dumped |= {"widgets": [], "tests_widgets": []}
for result in dumped["metric_results"].values():
    result["widget"] = None
(folder / "whole.json").write_text(json.dumps(dumped, default=str), "utf-8")

columns = ["amount", "country"]
old = OldReport(
    metrics=[
        old_metrics.DataDriftTable(),
        old_metrics.DatasetDriftMetric(),
        old_metrics.ColumnDriftMetric(column_name="amount", stattest="psi"),
        old_metrics.ColumnQuantileMetric(column_name="amount", quantile=0.95),
    ]
)
old.run(reference_data=good[columns], current_data=bad[columns])
old.save_json(str(folder / "old.json"))
suite = TestSuite(
    tests=[
        TestColumnDrift(column_name="amount", stattest="psi"),
        TestNumberOfMissingValues(lt=10),
        TestMeanInNSigmas(column_name="amount"),
    ]
)
suite.run(reference_data=good[columns], current_data=bad[columns])
suite.save_json(str(folder / "old-suite.json"))
print(json.dumps(sorted(file.name for file in folder.iterdir())))
