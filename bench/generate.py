"""Write a synthetic knowledge base: ``python -m bench.generate --count 1000 --seed 7 --out DIR``.

Reviews have 40 to 80 lines of front matter and about 1,000 words. They are drawn from the schema's vocabularies and
pass ``afterword check``. The same count and seed give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from afterword.schema import REVIEW, Contract, Field
from bench import words

REPOSITORY = Path(__file__).resolve().parents[1]
PATTERNS = REPOSITORY / "docs" / "patterns"
FIRST_DAY = datetime(2019, 1, 1, tzinfo=UTC)
DAYS = 2500


def generate(count: int, seed: int, out: Path, register: Collection[str] = ()) -> None:
    """Fill ``out`` with ``count`` reviews, the pattern register, and the settings that make it a knowledge base.

    Of the register only some patterns are copied, if they are given.
    """
    random, fields = Random(seed), Contract(REVIEW).fields
    patterns = sorted(register or (file.stem for file in PATTERNS.glob("*.md")))
    (out / "postmortems").mkdir(parents=True)
    _copy_patterns(out / "docs" / "patterns", patterns)
    (out / "pyproject.toml").write_text('[tool.afterword]\ntitle = "Benchmark"\n', "utf-8")
    ids: list[str] = []
    for number in range(count):
        made = _front_matter(random, fields, patterns, ids)
        ids.append(f"{made['onset'][:10]}-review-{number:05}")
        front = yaml.safe_dump(made, sort_keys=False, width=100, allow_unicode=True)
        text = f"---\n{front}---\n\n{_body(random, ids)}"
        (out / "postmortems" / f"{ids[-1]}.md").write_text(text, "utf-8")


def _copy_patterns(to: Path, patterns: Iterable[str]) -> None:
    """Patterns of this repository, without their links to reviews that are not here."""
    to.mkdir(parents=True)
    for name in patterns:
        lines = (PATTERNS / f"{name}.md").read_text("utf-8").splitlines(keepends=True)
        (to / f"{name}.md").write_text("".join(line for line in lines if "](../postmortems/" not in line), "utf-8")


def _front_matter(random: Random, fields: Field, patterns: list[str], ids: list[str]) -> dict[str, Any]:
    onset = FIRST_DAY + timedelta(days=random.randrange(DAYS), minutes=random.randrange(1440))
    clocks = dict(_clocks(random, onset))
    near_miss = random.random() < 0.15
    model = f"{random.choice(words.SUBJECTS).title()} {random.choice(words.SYSTEMS)} model"
    made: dict[str, Any] = {
        "title": f"{model} {random.choice(words.FAULTS)}",
        "status": random.choice(("published", "closed")),
        "kind": "near-miss" if near_miss else "incident",
        "severity": random.choice(("sev3", "sev4")),
        "classes": random.sample(list(fields.at("classes").terms), random.randint(1, 2)),
        "summary": " ".join(_sentences(random, 2)),
        "visibility": "internal",
        "provenance": "own",
        "models": [{"name": model, "version": str(random.randint(1, 90)), "owner": random.choice(words.TEAMS)}],
        "onset": clocks["onset"],
        "onset_precision": "minute",
        **{name: at for name, at in clocks.items() if name != "onset"},
        "detection": {"by": _term(random, fields.at("detection", "by")), "how": _sentence(random)},
    }
    if near_miss:
        made["near_miss"] = {name: _term(random, fields.at("near_miss", name)) for name in ("caught_by", "caught_at")}
    else:
        made["impact"] = {"who": _sentence(random)}
    outcome = fields.at("safeguards", "*", "outcome")
    layer = fields.at("root_causes", "*", "layer")
    made |= {
        "safeguards": [{"name": random.choice(words.THINGS), "outcome": _term(random, outcome)}],
        "timeline": [
            {"at": clocks[name], "event": _sentence(random)}
            for name in ("onset", "first_signal", "detected", "mitigated")
        ],
        "trigger": _sentence(random),
        "root_causes": [
            {"layer": _term(random, layer), "statement": _sentence(random)} for _ in range(random.randint(1, 3))
        ],
        "patterns": random.sample(patterns, random.randint(1, 3)),
        "worked_well": [_sentence(random)],
        "lessons": {"failed_assumptions": [_sentence(random)]},
        "actions": [
            _action(random, fields, number, onset, made["status"]) for number in range(1, random.randint(3, 5))
        ],
        "review": {
            "functions": random.sample(list(fields.at("review", "functions").terms), 2),
            "statement": _sentence(random),
        },
    }
    if ids and random.random() < 0.2:
        made["related"] = [{"id": random.choice(ids), "relation": "see-also", "reason": _sentence(random)}]
    return made


def _clocks(random: Random, onset: datetime) -> Iterator[tuple[str, str]]:
    at = onset
    for name in ("onset", "first_signal", "detected", "mitigated", "resolved"):
        yield name, at.strftime("%Y-%m-%dT%H:%M:00Z")
        at += timedelta(minutes=random.randint(2, 2000))
    yield "reviewed", (at + timedelta(days=random.randint(2, 20))).strftime("%Y-%m-%d")


def _action(random: Random, fields: Field, number: int, onset: datetime, review: str) -> dict[str, str]:
    ended = ("done", "done", "verified")
    status = random.choice(ended if review == "closed" else ("open", "in-progress", *ended))
    if review == "closed" and number == 1:
        status = "verified"  # a review is closed when its prevention has been seen to work
    area = _term(random, fields.at("actions", "*", "area"))
    action = {
        "id": f"A{number}",
        "area": {1: "prevention", 2: "detection"}.get(number, area),
        "outcome": _term(random, fields.at("actions", "*", "outcome")),
        "title": _sentence(random).rstrip("."),
        "owner": random.choice(words.TEAMS),
        "due": (onset + timedelta(days=random.randint(30, 400))).strftime("%Y-%m-%d"),
        "status": status,
    }
    return action | ({"evidence": _sentence(random)} if status in ended else {})


def _body(random: Random, ids: list[str]) -> str:
    parts = []
    for heading in words.HEADINGS:
        parts.append(f"## {heading}\n")
        parts += ["\n".join(_sentences(random, random.randint(3, 5))) + "\n" for _ in range(2)]
        if heading == "Why it could happen":
            parts.append("".join(f"- {sentence}\n" for sentence in _sentences(random, 3)))
            parts.append(_table(random))
    if len(ids) > 1:
        parts.append(f"It resembles [an earlier review]({random.choice(ids[:-1])}.md).\n")
    return "\n".join(parts)


def _table(random: Random) -> str:
    rows = "".join(
        f"| {random.choice(words.THINGS)} | {random.randint(1, 99)} % | {random.randint(1, 99)} % |\n" for _ in range(5)
    )
    return f"| What | Before | After |\n|---|---|---|\n{rows}"


def _sentences(random: Random, count: int) -> list[str]:
    return [_sentence(random) for _ in range(count)]


def _sentence(random: Random) -> str:
    start, thing, did = random.choice(words.WHEN), random.choice(words.THINGS), random.choice(words.DID)
    return f"{start} {thing} {did} {random.choice(words.WHY)}, {random.choice(words.THEN)}."


def _term(random: Random, field: Field) -> str:
    return random.choice(list(field.terms))


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description=generate.__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True, help="a folder that does not exist yet")
    wanted = parser.parse_args()
    generate(wanted.count, wanted.seed, wanted.out)


if __name__ == "__main__":
    main()
