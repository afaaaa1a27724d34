"""The app for other programs: gradio's own client, patient but otherwise with its defaults, and an MCP client."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from summarize.pages.endpoints import portable

from .serving import ROOT, served

FUNCTIONS = {"ask", "search", "summarize", "compare", "articles", "article"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    pytest.importorskip("mcp")
    with served("articles", mcp=True) as address:
        yield address


def outside(code: str, address: str) -> Any:
    """What a program in a process of its own prints, as JSON: clients leave sockets open, as gradio does."""
    command = [sys.executable, "-c", code, address]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_gradios_client_gets_every_result_as_it_is(address: str) -> None:
    found = outside(
        """
import json, sys
from gradio_client import Client
client = Client(sys.argv[1], verbose=False, httpx_kwargs={"timeout": 300})
ids = [article["id"] for article in client.predict(api_name="/articles")]
print(json.dumps({
    "ids": ids,
    "ask": client.predict("Did revenue grow?", api_name="/ask"),
    "search": client.predict("revenue", k=2, api_name="/search"),
    "summary": client.predict(ids, api_name="/summarize"),
    "compare": client.predict(topic="Revenue", api_name="/compare"),
    "article": client.predict(ids[0], api_name="/article"),
    "unknown": str(client.submit("a9", api_name="/article").exception()),
}))
""",
        address,
    )
    assert found["ids"] == ["a1", "a2"]
    citation = found["ask"]["statements"][0]["citations"][0]
    assert (citation["location"], citation["quote"]) == ("Up", "Revenue did grow in 2025.")
    text = found["article"]["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert [hit["article"] for hit in found["search"]["hits"]] == ["a1", "a2"]
    assert found["summary"]["articles"] == ["a1", "a2"]
    assert [point["point"] for point in found["compare"]["points"]] == ["Revenue 1", "Revenue 2"]
    assert "there is no article a9" in found["unknown"]


def test_every_parameter_has_a_type(address: str) -> None:
    info = httpx.get(f"{address}/gradio_api/info").json()["named_endpoints"]
    types = {
        (name.strip("/"), parameter["parameter_name"]): parameter["python_type"]["type"]
        for name, endpoint in info.items()
        for parameter in endpoint["parameters"]
    }
    assert {name for name, _ in types} == FUNCTIONS - {"articles"}
    assert types["ask", "question"] == "str" and types["search", "k"] == "int"
    assert types["summarize", "length"] == "Literal['short', 'medium', 'long']"


def test_the_same_functions_are_tools_of_the_mcp_server(address: str) -> None:
    found = outside(
        """
import asyncio, json, sys
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

async def main():
    async with streamablehttp_client(sys.argv[1].rstrip("/") + "/gradio_api/mcp/") as (reading, writing, _):
        async with ClientSession(reading, writing) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            answer = await session.call_tool("ask", {"question": "Did revenue grow?"})
            print(json.dumps({
                "tools": {tool.name: [tool.description, sorted(tool.inputSchema["properties"])] for tool in tools},
                "answer": answer.content[0].text,
            }))

asyncio.run(main())
""",
        address,
    )
    assert set(found["tools"]) == FUNCTIONS
    description, parameters = found["tools"]["ask"]
    assert description.startswith("Answer a question from the articles") and parameters == [
        "articles",
        "language",
        "question",
    ]
    assert "Revenue did grow in 2025." in found["answer"]


def test_a_path_has_another_name_on_the_way_out() -> None:
    inside = {"path": "a", "hits": [{"path": "b", "n": 1}], "x": {"path": None}}
    assert portable(inside) == {"location": "a", "hits": [{"location": "b", "n": 1}], "x": {"location": None}}
