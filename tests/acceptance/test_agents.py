"""``afterword mcp`` as a process, asked by the protocol's own client."""

from __future__ import annotations

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import mcp_types as types
import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from tests.knowledge import PUBLISHED, Base, page

ID = "2025-01-01-cache"

pytestmark = pytest.mark.slow


def test_the_client_of_the_protocol_finds_reads_and_checks(base: Base) -> None:
    base.write(f"postmortems/{ID}.md", page(PUBLISHED))
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "afterword", "mcp", "--root", str(base.root)], env=dict(os.environ)
    )

    async def story() -> None:
        async with stdio_client(started) as (read, write), ClientSession(read, write) as client:
            greeting = await client.initialize()
            assert greeting.server_info.name == "afterword"
            assert greeting.instructions
            tools = {tool.name for tool in (await client.list_tools()).tools}
            assert {"similar", "actions", "readiness", "check", "review"} <= tools
            found = await client.call_tool("similar", {"text": "the cache was empty and nobody had filled it"})
            assert found.structured_content is not None
            assert [hit["id"] for hit in found.structured_content["hits"]] == [ID]
            [resource] = (await client.list_resources()).resources[:1]
            [content] = (await client.read_resource(resource.uri)).contents
            assert isinstance(content, types.TextResourceContents)
            assert "Nothing fills the cache before traffic arrives" in content.text
            wrong = await client.call_tool("review", {"id": "2025-01-01-cashe"})
            assert wrong.is_error

    # In a thread of its own: the browser of other tests has a loop running in this one.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(story())).result()
