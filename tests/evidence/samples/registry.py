"""The runs and the versions of the demand model, written by MLflow itself with its clock set to the time of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import mlflow
from mlflow import MlflowClient

from tests.evidence.samples.demand import trained

MODEL = "demand-forecaster"
EXPERIMENT = "demand-retraining"
METRIC = "validation_error"
RELEASE = "release"
"""The tag of a version with the name that the team gives it."""

_CLOCKS = (
    "mlflow.store.model_registry.sqlalchemy_store.get_current_time_millis",
    "mlflow.store.tracking.sqlalchemy_store.get_current_time_millis",
    "mlflow.tracking._tracking_service.client.get_current_time_millis",
    "mlflow.tracking.client.get_current_time_millis",
)


def write(database: Path) -> None:
    """Write a database that ``mlflow server`` can serve."""
    mlflow.set_tracking_uri(f"sqlite:///{database}")
    client = MlflowClient()
    versions = trained()
    with _clock(versions[0].at - timedelta(days=1)):
        experiment = client.create_experiment(EXPERIMENT, artifact_location="mlflow-artifacts:/demand")
        client.create_registered_model(MODEL)
    for version in versions:
        begun = int((version.at - timedelta(minutes=1)).timestamp() * 1_000)
        ended = int(version.at.timestamp() * 1_000)
        with _clock(version.at):
            run = client.create_run(experiment, start_time=begun, run_name=version.version)
            client.log_metric(run.info.run_id, METRIC, version.error, timestamp=ended, step=0)
            client.set_terminated(run.info.run_id, end_time=ended)
            made = client.create_model_version(
                MODEL, f"mlflow-artifacts:/demand/{version.version}", run.info.run_id, tags={RELEASE: version.version}
            )
            client.set_registered_model_alias(MODEL, "production", made.version)


@contextmanager
def _clock(at: datetime) -> Iterator[None]:
    with ExitStack() as stack:
        for name in _CLOCKS:
            module, _, function = name.rpartition(".")
            if hasattr(__import__(module, fromlist=[function]), function):
                stack.enter_context(patch(name, lambda: int(at.timestamp() * 1_000)))
        yield
