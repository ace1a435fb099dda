"""An agent that asks the server in this process."""

from __future__ import annotations

import io
import json
from functools import partial
from typing import Any

from afterword.cli.mcp import library_of, run_command
from afterword.mcp.messages import serve
from afterword.mcp.server import answers
from afterword.mcp.tools import Sources
from tests.knowledge import Base

ID = "2025-01-01-cache"


def lines(base: Base, *raw: bytes, audience: str | None = None) -> list[dict[str, Any]]:
    """What the server writes for these lines."""
    shared = {"root": str(base.root), "audience": audience, "as_of": "2026-01-31"}
    sources = Sources(partial(run_command, shared), partial(library_of, base.root, audience))
    written = io.BytesIO()
    serve(io.BytesIO(b"".join(line + b"\n" for line in raw)), written, answers(sources))
    return [json.loads(line) for line in written.getvalue().splitlines()]


def request(method: str, **params: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()


def asked(base: Base, method: str, **params: Any) -> dict[str, Any]:
    [reply] = lines(base, request(method, **params))
    return reply


def called(base: Base, tool: str, audience: str | None = None, **arguments: Any) -> dict[str, Any]:
    [reply] = lines(base, request("tools/call", name=tool, arguments=arguments), audience=audience)
    return dict(reply["result"])


def text_of(result: dict[str, Any]) -> str:
    return "\n".join(part["text"] for part in result["content"])
