"""A model that answers by what was said, at the pace a test sets."""

import asyncio
from collections import defaultdict

from tests.support.fake_llm import DONE, FakeLLM, Request, Script, sse, stream, text_chunks


class ScriptedModel(FakeLLM):
    """Answers by what the member said last, so that turns side by side get their own scripts."""

    def __init__(self) -> None:
        super().__init__()
        self._expected: dict[str, list[Script]] = defaultdict(list)

    def expect(self, text: str, *scripts: Script) -> None:
        """Play `scripts`, one a round, for turns whose message is `text`."""
        self._expected[text] += scripts

    def choose_script(self, request: Request) -> Script:
        if request.method == "POST":
            said = [each for each in request.body["messages"] if each["role"] == "user"]
            if scripts := self._expected[said[-1]["content"]]:
                self.requests.append(request)
                self.requested.set()
                return scripts.pop(0)
        return super().choose_script(request)


def hold(gate: asyncio.Event, before: str, after: str) -> Script:
    """A reply that goes on only once the gate is open."""
    begun = text_chunks(before, finish=None)
    return stream(sse(*begun), gate, sse(*text_chunks(after), DONE))


def step_by_step(texts: list[str], gates: list[asyncio.Event]) -> Script:
    """A reply in which every text is followed by a gate of its own."""
    steps: list[bytes | asyncio.Event] = []
    for text, gate in zip(texts, gates, strict=True):
        steps += [sse(text_chunks(text, finish=None)[1]), gate]
    return stream(*steps, sse(*text_chunks()[1:], DONE))
