"""The real servers that tests ask, each started with what it is to hold; where they lie is said by the script."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from tests.evidence.servers import answers, free_port, running
from tests.made import REPOSITORY

_CLIENTS: Final = Path(__file__).parent / "clients"
QUIET: Final = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "DO_NOT_TRACK": "true",
    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
    "PHOENIX_TELEMETRY_ENABLED": "false",
    "WANDB_ERROR_REPORTING": "false",
    "PYTHONWARNINGS": "ignore",
}
"""What keeps the servers and clients from asking anybody but the tests."""


def tools() -> Path:
    """Where the servers and the environment of the clients lie; without them tests fail in CI and are skipped else."""
    asked = [str(REPOSITORY / "scripts" / "ensure-evidence-servers"), "--no-install"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    if not found.stdout.strip():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(found.stderr.strip())
    return Path(found.stdout.strip())


def second_reader(name: str, *arguments: str, **environment: str) -> Any:
    """What the script ``clients/NAME.py`` prints as JSON, run with the real clients and no setting of the caller's."""
    told = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **QUIET, **environment}
    command: list[str | Path] = [tools() / "venv" / "bin" / "python", _CLIENTS / f"{name}.py", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=told, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def prometheus(folder: Path, openmetrics: str, keeps: str = "100y", port: int = 0) -> Iterator[str]:
    """Prometheus with a past: the samples of a text in the format OpenMetrics, which ends with ``# EOF``.

    If there is a file ``rules.yml`` in the folder, it has those rules.
    """
    (folder / "past.txt").write_text(openmetrics, "utf-8")
    (folder / "prometheus.yml").write_text("global: {}\n" if not (folder / "rules.yml").exists() else _RULED, "utf-8")
    blocks = ["tsdb", "create-blocks-from", "openmetrics", "past.txt", "data"]
    subprocess.run([str(tools() / "bin" / "promtool"), *blocks], cwd=folder, check=True, capture_output=True)
    address = f"127.0.0.1:{port or free_port()}"
    settings = ("--config.file=prometheus.yml", "--storage.tsdb.path=data", f"--storage.tsdb.retention.time={keeps}")
    command: list[str | Path] = [tools() / "bin" / "prometheus", *settings, f"--web.listen-address={address}"]
    with running(command, lambda: answers(f"http://{address}/-/ready"), folder / "log.txt"):
        yield f"http://{address}"


@contextmanager
def victoria_metrics(folder: Path, *series: dict[str, Any]) -> Iterator[str]:
    """VictoriaMetrics with series as its import takes them: ``metric``, ``values`` and ``timestamps`` in ms."""
    address = f"127.0.0.1:{free_port()}"
    settings = ("-storageDataPath=data", f"-httpListenAddr={address}", "-retentionPeriod=100y")
    command: list[str | Path] = [tools() / "bin" / "victoria-metrics", *settings]
    with running(command, lambda: answers(f"http://{address}/health"), folder / "log.txt"):
        post(f"http://{address}/api/v1/import", "\n".join(map(json.dumps, series)).encode())
        # What is imported can be asked for only after this.
        assert answers(f"http://{address}/internal/force_flush")
        yield f"http://{address}"


@contextmanager
def mlflow(folder: Path, *options: str, port: int = 0) -> Iterator[str]:
    """An MLflow server whose database lies in the folder; there is nothing in it unless it lay there before."""
    port = port or free_port()
    stores = ("--backend-store-uri=sqlite:///mlflow.db", "--artifacts-destination=artifacts", "--workers=1")
    # Its commands start others by their name.
    environment = {**QUIET, "PATH": os.pathsep.join([str(tools() / "venv" / "bin"), os.environ["PATH"]])}
    command: list[str | Path] = [
        tools() / "venv" / "bin" / "mlflow",
        "server",
        "--host=127.0.0.1",
        f"--port={port}",
        *stores,
        *options,
    ]
    with running(command, lambda: answers(f"http://127.0.0.1:{port}/health"), folder / "log.txt", environment):
        yield f"http://127.0.0.1:{port}"


def post(url: str, body: bytes | dict[str, Any]) -> Any:
    """What a server on this machine answers to a POST; JSON goes in as a table and comes out as one."""
    request = urllib.request.Request(url, body if isinstance(body, bytes) else json.dumps(body).encode())  # noqa: S310  # as below
    if not isinstance(body, bytes):
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # it is on this machine
        said = answer.read()
    return json.loads(said) if said.startswith((b"{", b"[")) else said


_RULED: Final = "global: {evaluation_interval: 1s}\nrule_files: [rules.yml]\n"
