"""One round with a model, from the test's side."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.core.upstream.chunks import Chunk
from assistant.errors import UpstreamFault
from assistant.llm import LLM, OpenAILLM
from tests.support.fake_llm import FakeLLM, Script

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}


@asynccontextmanager
async def open_llm(*scripts: Script) -> AsyncIterator[tuple[OpenAILLM, FakeLLM]]:
    async with FakeLLM(*scripts) as model:
        llm = OpenAILLM(model.endpoint)
        try:
            yield llm, model
        finally:
            await llm.close()


async def collect(llm: LLM) -> tuple[list[Chunk], UpstreamFault | None]:
    """All chunks of one round, and the fault that ended it."""
    chunks: list[Chunk] = []
    try:
        async for read in llm.stream(REQUEST):
            chunks += read
    except UpstreamFault as fault:
        return chunks, fault
    return chunks, None


async def play(*scripts: Script) -> tuple[list[Chunk], UpstreamFault | None]:
    async with open_llm(*scripts) as (llm, _):
        return await collect(llm)
