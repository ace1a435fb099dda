"""A review whose only prevention is late, and the waiver that lets it pass."""

from __future__ import annotations

FIELDS = """\
feeds: {readiness: [The cache is filled before traffic arrives.]}
models: [{name: Page ranker, task: ranking, serving: online}]
actions:
  - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2026-01-01, status: open}
"""
WAIVE = ("--waive", "2025-01-01-example#A1", "--reason", "A fix of security", "--until", "2026-02-28")
