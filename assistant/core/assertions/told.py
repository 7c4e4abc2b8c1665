"""What was said and told on a reply's path, as text to look things up in. No I/O."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from assistant.core.assertions.reply import Reply
from assistant.core.assertions.vocabulary import write_snake

_ENCODER = msgspec.json.Encoder()
_KEY = re.compile(r'"((?:[^"\\]|\\.){1,64})":\[?(?:"[^"]{0,64}",){0,200}$')
_ID_VALUE = re.compile(r'"(?:id|[a-z_]+_id|[a-z]+Id)":"([^"\\]{1,64})"')
_REACH = 4_000
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Told:
    """`messages` are the member's words, in one case; `facts` what tools and records say, as JSON.

    The arguments of tool calls and the ids of calls are among the facts.
    """

    messages: str
    facts: str
    calls: frozenset[str]

    def was_said(self, words: str) -> bool:
        """Whether the member wrote exactly these words, in any case."""
        return _stands_in(self.messages, words.casefold())

    def is_value(self, words: str) -> bool:
        """Whether a tool or record says them, anywhere in a value or key."""
        return _stands_in(self.facts, _quote(words))

    def find_keys(self, value: str) -> Iterator[str]:
        """The keys under which exactly this text is a value (or one of a list), in snake_case."""
        needle, at = f'"{_quote(value)}"', 0
        for _ in range(_MOST_PLACES):
            at = self.facts.find(needle, at)
            if at < 0:
                return
            if found := _KEY.search(self.facts, max(0, at - _REACH), at):
                yield write_snake(found[1])
            at += len(needle)

    def find_ids(self) -> Iterator[str]:
        """Every text that stands under a key that says it is an id."""
        return (found[1] for found in _ID_VALUE.finditer(self.facts))


def read_told(reply: Reply) -> Told:
    """All of a path, written once for each reply in which something is suspicious."""
    return reply.once(_read_told)


def _read_told(reply: Reply) -> Told:
    facts: list[Any] = []
    calls: set[str] = set()
    for turn in reply.path:
        facts.append(turn.context)
        for round_ in turn.rounds:
            for call in round_.calls:
                calls.add(call.id)
                facts.append([call.arguments, call.result, call.fault])
            facts += [widget.records for widget in round_.widgets]
    facts += [widget.records for widget in reply.widgets]
    messages = "\n".join(turn.message for turn in reply.path)
    # Escapes that end in a letter would join the word behind them.
    told = _write(facts).replace("\\n", "\n").replace("\\t", "\t")
    return Told(messages.casefold(), told, frozenset(calls))


def _write(value: Any) -> str:
    return _ENCODER.encode(value).decode()


def _quote(words: str) -> str:
    """As JSON writes them between its quotes."""
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _stands_in(text: str, words: str) -> bool:
    """Whether `words` stand in `text`, not as a piece of a longer word."""
    at = text.find(words)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return False
        end = at + len(words)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(words, at + 1)
    return False
