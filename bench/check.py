"""Check the same reviews with ``afterword check`` and in the usual way: ``python -m bench.check --count 1000``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.generate import REPOSITORY, generate
from bench.measure import AFTERWORD, Cost, run, table

# Kept as text: the process that is measured imports no more than somebody would who wrote it for themselves.
USUAL = """
import json, pathlib, sys, frontmatter, jsonschema
schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
validator = jsonschema.Draft202012Validator(schema)
wrong = 0
for file in sorted(pathlib.Path(sys.argv[2]).glob("*.md")):
    wrong += sum(1 for _ in validator.iter_errors(frontmatter.load(file).metadata))
sys.exit(wrong > 0)
"""


def measure(count: int, seed: int, *, alone: bool) -> str:
    """Check ``count`` reviews in both ways, or in ours ``alone``, and give the table."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        home = Path(folder) / "base"
        generate(count, seed, home)
        rows = [] if alone else [("python-frontmatter with SafeLoader, jsonschema: schema only", _usual(home), "")]
        ours = run([sys.executable, "-m", "afterword", "check", "--as-of", "2027-01-01"], home)
        rows.append(("afterword check: reading, schema and all rules", ours, ""))
    return table(f"Checking {count:,} reviews", rows)


def ratios(count: int = 1000) -> dict[str, float]:
    """What the check of synthetic reviews takes against the usual way."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        home = Path(folder) / "base"
        generate(count, 7, home)
        ours = run([*AFTERWORD, "check", "--as-of", "2027-01-01"], home)
        return {"thousand": ours.processor / _usual(home).processor}


def _usual(home: Path) -> Cost:
    schema = str(REPOSITORY / "schema" / "postmortem.schema.json")
    return run([sys.executable, "-c", USUAL, schema, "postmortems"], home)


def main() -> None:
    """Read the command line, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.check", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--alone", action="store_true", help="without the usual way, which takes minutes for thousands")
    wanted = parser.parse_args()
    print(measure(wanted.count, wanted.seed, alone=wanted.alone))


if __name__ == "__main__":
    main()
