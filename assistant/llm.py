"""The door to the model: requests out, chunks in, over any OpenAI-shaped endpoint."""

from asyncio import timeout, to_thread
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    aclosing,
    contextmanager,
    suppress,
)
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from assistant.core.upstream.chunks import Chunk
from assistant.core.upstream.decoding import ChunkReader, translate_answer
from assistant.core.upstream.faults import BROKEN_OFF, UNAVAILABLE, translate_status
from assistant.errors import UpstreamFault

if TYPE_CHECKING:
    import httpx2
    import openai

CONNECT_WITHIN = 4.0
CHECK_WITHIN = 2.0
LINGER = 0.2
LONGEST_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers: an OpenAI-shaped `base_url` (with its `/v1`), a key, a model."""

    base_url: str
    api_key: str
    model: str


class LLM(Protocol):
    """Anything that answers a request with a stream of chunks."""

    def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[list[Chunk], None]:
        """Send one request; yield the chunks of each read.

        `request` is a chat completion's body without `model` and the `stream` options. Closing
        the iterator, or cancelling the task in it, ends the upstream connection at once. Nothing
        is retried. Raises `UpstreamFault` and nothing foreign: `unreachable`, `upstream_error`,
        `rate_limited`, `not_authorised`, `model_not_found`, `context_too_long`, `content_filter`,
        `bad_request`, `not_event_stream`, `no_chunks`, `bad_chunk`, `line_too_long`, `cut`.
        A stream that ends without a `Finish` raises nothing: the reply is not complete.
        """
        ...


class OpenAILLM:
    """One endpoint, asked through the OpenAI SDK's client but read as bytes.

    The SDK's own decoder passes several kinds of cut reply off as whole, has no size limit, and
    spends most of a chunk's time building objects; its client and transport are what we want.
    An instance lives within one event loop and is closed there.
    """

    def __init__(self, endpoint: Endpoint, *, connect_within: float = CONNECT_WITHIN) -> None:
        self._endpoint = endpoint
        self._connect_within = connect_within
        self._opened: openai.AsyncOpenAI | None = None

    async def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[list[Chunk], None]:
        """See `LLM.stream`."""
        await self._warm_up()
        async with AsyncExitStack() as stack:
            with _translate_errors(UpstreamFault("unreachable", UNAVAILABLE, retryable=True)):
                answer = await stack.enter_async_context(self._send(request))
            response = answer.http_response
            await _refuse_other_types(response)
            body = await stack.enter_async_context(aclosing(response.aiter_bytes()))
            reader = ChunkReader()
            with _translate_errors(UpstreamFault("cut", BROKEN_OFF)):
                async for data in body:
                    if chunks := reader.receive(data):
                        yield chunks
                    if reader.done or reader.fault is not None:
                        break
            reader.finish()
            await _read_to_end(body)

    async def check(self) -> str:
        """Whether the endpoint answers: "ok", or a short reason. For readiness; never raises."""
        await self._warm_up()
        try:
            client = self._connect()
            async with timeout(CHECK_WITHIN), client.models.with_streaming_response.list():
                return "ok"
        except UpstreamFault as fault:
            # Any answer that is not about us or its own health is an answer.
            return fault.code if fault.code in ("not_authorised", "upstream_error") else "ok"
        except _foreign_errors():
            return "unreachable"

    async def close(self) -> None:
        """Close all connections; streams still open end with a fault."""
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    async def _warm_up(self) -> None:
        """Have the SDK imported in a thread: on the loop it would stop every stream for seconds."""
        if self._opened is None:
            await to_thread(load_sdk)

    def _send(
        self, request: Mapping[str, Any]
    ) -> AbstractAsyncContextManager["openai.AsyncAPIResponse[Any]"]:
        create: Any = self._connect().chat.completions.with_streaming_response.create
        sending: AbstractAsyncContextManager[openai.AsyncAPIResponse[Any]] = create(
            messages=[],
            model=self._endpoint.model,
            stream=True,
            stream_options={"include_usage": True},
            # Taken as it is; named one by one, the SDK would look through every value of every
            # message and tool schema for what it may have to spell differently.
            extra_body=request,
        )
        return sending

    def _connect(self) -> "openai.AsyncOpenAI":
        if self._opened is None:
            import openai  # noqa: PLC0415

            # None for reading: the engine's deadlines see to that, and the transport would wind up
            # a timer of its own anew for every chunk.
            limits = openai.Timeout(None, connect=self._connect_within, pool=self._connect_within)
            self._opened = openai.AsyncOpenAI(
                base_url=self._endpoint.base_url,
                # Keys read from files end in a newline. A server of one's own may want no key,
                # but the SDK insists on one.
                api_key=self._endpoint.api_key.strip() or "none",
                max_retries=0,
                timeout=limits,
                http_client=openai.DefaultAioHttpClient(
                    timeout=limits,
                    # What members say goes to the endpoint named, and to no other it may name.
                    follow_redirects=False,
                    event_hooks={"response": [_refuse_failures]},
                ),
            )
        return self._opened


def load_sdk() -> None:
    """Import the SDK, which takes seconds: in a thread, at start-up, ahead of the first use."""
    _foreign_errors()


def _foreign_errors() -> tuple[type[Exception], ...]:
    import aiohttp  # noqa: PLC0415
    import httpx2  # noqa: PLC0415
    import openai  # noqa: PLC0415

    # aiohttp and httpx2 raise RuntimeError for a stream that was closed under them, ValueError for
    # an address or a key that cannot be sent.
    return (
        openai.OpenAIError,
        httpx2.HTTPError,
        httpx2.InvalidURL,
        aiohttp.ClientError,
        OSError,
        RuntimeError,
        ValueError,
    )


@contextmanager
def _translate_errors(fault: UpstreamFault) -> Iterator[None]:
    try:
        yield
    except _foreign_errors() as error:
        raise fault from error


async def _refuse_failures(response: "httpx2.Response") -> None:
    """Response hook: told of every answer before the SDK, which would read a failure unbounded."""
    if response.status_code >= 400:
        answer = await _read_answer(response)
        raise translate_status(
            response.status_code,
            body=str(answer, "utf-8", "replace"),
            retry_after=response.headers.get("retry-after"),
            now=datetime.now(UTC),
        )


async def _refuse_other_types(response: "httpx2.Response") -> None:
    content_type = response.headers.get("content-type", "")
    if content_type.partition(";")[0].strip().lower() != "text/event-stream":
        raise translate_answer(content_type, await _read_answer(response))


async def _read_answer(response: "httpx2.Response") -> bytes:
    """The beginning of an answer that is no stream, as much of it as can be had."""
    answer = bytearray()
    with suppress(*_foreign_errors()):
        async with aclosing(response.aiter_bytes()) as body:
            async for data in body:
                answer += data
                if len(answer) > LONGEST_ANSWER:
                    break
    return bytes(answer[:LONGEST_ANSWER])


async def _read_to_end(body: AsyncIterator[bytes]) -> None:
    """Take the end of the body too: without it the connection cannot serve the next round."""
    with suppress(*_foreign_errors()):
        async with timeout(LINGER):
            async for _ in body:
                pass
