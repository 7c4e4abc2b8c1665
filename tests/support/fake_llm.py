"""A model that says what the test scripts: a real HTTP server, down to the last byte.

    async with FakeLLM(reply("Hello"), failure(429, retry_after="3")) as model:
        llm = OpenAILLM(model.endpoint)
        ...                             # the first request gets "Hello", the second a 429
        assert model.requests[0].body["messages"] == [...]

Good rounds are `reply("Hel", "lo")` and `calls(("find", '{"town": "Austin"}'))`. For the others
say what is written, from the inside out (`scripted_http` explains the steps):

    text_chunks("Hel", "lo", finish=None)   the payloads of a completion: dicts
    call_chunks("find", "{}", id="c1")      the payloads of one tool call
    sse(*payloads)                          their bytes, as server-sent events; strings go raw
    cut(data, 3, 10)                        the same bytes in three steps
    stream(step, Pause(0.1), step, RST)     a script of these steps and nothing else
"""

import asyncio
import itertools
import json
from collections.abc import Mapping
from typing import Any

from assistant.llm import Endpoint
from tests.support.scripted_http import CLOSE as CLOSE
from tests.support.scripted_http import HANG as HANG
from tests.support.scripted_http import RST as RST
from tests.support.scripted_http import Pause as Pause
from tests.support.scripted_http import Request as Request
from tests.support.scripted_http import Script as Script
from tests.support.scripted_http import ScriptedServer, Step

MODEL = "fake-model"
DONE = "[DONE]"
EVENT_STREAM = {"Content-Type": "text/event-stream; charset=utf-8"}
JSON = {"Content-Type": "application/json"}


class FakeLLM(ScriptedServer):
    """The server. It plays `scripts` in order, one for each POST; add more by `play`.

    `requests` are the POSTs received so far, `requested` is set at the first, `disconnected` once
    a client has left before its script was over. A POST too many gets status 500. A GET (the list
    of models) plays `models`.
    """

    def __init__(self, *scripts: Script) -> None:
        super().__init__()
        self.requests: list[Request] = []
        self.requested = asyncio.Event()
        self.models = answer('{"object": "list", "data": []}', headers=JSON)
        self._scripts = list(scripts)

    def play(self, *scripts: Script) -> None:
        """Append scripts for requests to come."""
        self._scripts += scripts

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint(self.base_url, "fake-key", MODEL)

    def choose_script(self, request: Request) -> Script:
        if request.method == "GET":
            return self.models
        self.requests.append(request)
        self.requested.set()
        if self._scripts:
            return self._scripts.pop(0)
        return failure(500, f"no script for request {len(self.requests)}")


def reply(*texts: str, finish: str | None = "stop") -> Script:
    """A good round of prose, each delta a write of its own."""
    return stream(*map(sse, text_chunks(*texts, finish=finish)), sse(DONE))


def calls(*named: tuple[str, str], finish: str = "tool_calls") -> Script:
    """A good round that asks for tools: pairs of a name and the arguments' JSON."""
    fragments: list[dict[str, Any]] = []
    for index, (name, arguments) in enumerate(named):
        fragments += call_chunks(name, arguments, index=index)
    return stream(sse(*fragments, *ending(finish), DONE))


def failure(status: int, error: Any = "scripted", *, retry_after: str | None = None) -> Script:
    """An HTTP failure with an OpenAI-shaped body."""
    headers = JSON if retry_after is None else {**JSON, "Retry-After": retry_after}
    return answer(json.dumps({"error": error}), status=status, headers=headers)


def answer(body: str, *, status: int = 200, headers: Mapping[str, str]) -> Script:
    """Any answer that is not a stream."""
    return Script((body.encode(),), headers, status)


def stream(*steps: Step, chunked: bool = True) -> Script:
    """An event stream of these steps, and nothing added."""
    return Script(steps, EVENT_STREAM, chunked=chunked)


def text_chunks(*texts: str, finish: str | None = "stop") -> list[dict[str, Any]]:
    """A completion of these deltas; with a finish (unless that is None) comes the usage."""
    payloads = [payload({"role": "assistant", "content": ""})]
    payloads += [payload({"content": text}) for text in texts]
    return payloads if finish is None else payloads + ending(finish)


def call_chunks(
    name: str,
    arguments: str = "{}",
    *,
    index: int = 0,
    id: str | None = None,  # noqa: A002
) -> list[dict[str, Any]]:
    """One tool call as OpenAI streams it, without a finish: the name, then the halves."""
    half = len(arguments) // 2
    call_id = f"call_fake_{index}" if id is None else id
    opening = {"id": call_id, "type": "function", "function": {"name": name, "arguments": ""}}
    fragments = [
        {"index": index, **opening},
        {"index": index, "function": {"arguments": arguments[:half]}},
        {"index": index, "function": {"arguments": arguments[half:]}},
    ]
    return [payload({"tool_calls": [fragment]}) for fragment in fragments]


def ending(finish: str) -> list[dict[str, Any]]:
    """A finish, and the usage after it: 7 tokens in, 3 out."""
    usage = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
    return [payload({}, finish), {**payload({}), "choices": [], "usage": usage}]


def payload(delta: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
    """One chunk of a completion."""
    return {
        "id": "chatcmpl-fake",
        "object": "chat.completion.chunk",
        "model": MODEL,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def sse(*payloads: Mapping[str, Any] | str) -> bytes:
    """Each payload as one event."""
    texts = (
        each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in payloads
    )
    return "".join(f"data: {text}\n\n" for text in texts).encode()


def cut(data: bytes, *places: int) -> tuple[bytes, ...]:
    """The same bytes in steps of their own, cut at these offsets."""
    bounds = itertools.pairwise([0, *places, len(data)])
    return tuple(data[start:end] for start, end in bounds)
