"""What an endpoint is asked to show what it can do, and how its answers are judged. No I/O."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

from assistant.core.upstream.calls import AssembledCall
from assistant.core.upstream.chunks import Usage
from widgets import strict_json
from widgets.catalog import Catalog
from widgets.errors import BlockFault
from widgets.manual import write_manual
from widgets.schemas import Schema
from widgets.stream import BlockParser, Closed

Outcome = Literal["yes", "no", "lies", "unclear"]
CASES = 20
_CODE_WORD = "PLUM-4471"
_LONG = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One answer: its text in as many pieces as it came, and the code of the fault that cut it."""

    pieces: tuple[str, ...] = ()
    calls: tuple[AssembledCall, ...] = ()
    finish: str | None = None
    usage: Usage | None = None
    fault: str | None = None
    first: float | None = None
    """Seconds until the first content."""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.pieces)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something can be done, and how one knows."""

    outcome: Outcome
    note: str


@dataclass(frozen=True, slots=True)
class Probe:
    """One capability: what is asked, and what the answer says of it."""

    name: str
    request: Mapping[str, Any]
    judge: Callable[[Heard], Verdict]


@dataclass(frozen=True, slots=True)
class FormatCase:
    """A small request whose reply must hold one widget block of that name."""

    name: str
    widget: str
    request: Mapping[str, Any]


def write_probes() -> tuple[Probe, ...]:
    """Every capability, in the order of the card; the first is asked before all else."""
    weather = [_WEATHER]
    one = "What is the weather in Oslo? Call the tool."
    both = "What is the weather in Oslo and in Lima? Call the tool for both at once."
    count = "Count from 1 to 20 in words, one a line."
    order = "Repeat exactly: alpha bravo charlie delta"
    long = "Nothing of note happened on this day.\n" * _LONG + f"The code word is {_CODE_WORD}."
    form = {
        "type": "json_schema",
        "json_schema": {"name": "paint", "strict": True, "schema": _PAINT},
    }
    paint = "Two pots of red paint, please."
    return (
        Probe("streaming", _ask(count), _judge_streaming),
        Probe("usage", _ask(count), _judge_usage),
        Probe("tools", {**_ask(one), "tools": weather}, _judge_tools),
        Probe("parallel_tools", {**_ask(both), "tools": weather}, _judge_parallel),
        Probe("response_format", {**_ask(paint), "response_format": form}, _judge_format),
        Probe("stop", {**_ask(order), "stop": ["charlie"]}, _judge_stop),
        Probe("long_system", _ask("What is the code word?", system=long), _judge_long),
    )


def write_cases(catalog: Catalog) -> Iterator[FormatCase]:
    """Twenty cases, made of the definitions' own examples in turn."""
    manual = write_manual(catalog)
    definitions = list(catalog.current.values())
    for number in range(CASES if definitions else 0):
        definition = definitions[number % len(definitions)]
        rank = number // len(definitions) % len(definition.examples)
        told = "\n".join(
            f"- {field}: {json.dumps(value, ensure_ascii=False)}"
            for field, value in definition.examples[rank].items()
        )
        wish = (
            f"Write one sentence and then one {definition.name} widget with these fields:\n{told}"
        )
        yield FormatCase(
            f"{definition.name} {rank + 1}", definition.name, _ask(wish, system=manual)
        )


def grade(case: FormatCase, heard: Heard, catalog: Catalog) -> Verdict:
    """Whether the reply holds what was asked for, by the one parser and the one catalog."""
    if heard.fault is not None:
        return Verdict("unclear", heard.fault)
    parser = BlockParser()
    blocks = [
        piece for piece in (*parser.feed(heard.text), *parser.finish()) if isinstance(piece, Closed)
    ]
    if len(blocks) != 1 or blocks[0].name != case.widget:
        names = ", ".join(str(block.name) for block in blocks) or "none"
        return Verdict("no", f"widgets written: {names}")
    block = blocks[0]
    if block.fault is not None or block.source is None:
        return Verdict("no", block.fault or "too_large")
    try:
        catalog.check(case.widget, block.source)
    except BlockFault as fault:
        return Verdict("no", str(fault))
    return Verdict("yes", "")


def find_interval(passed: int, asked: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a rate, (0, 1) where nothing was asked."""
    if not asked:
        return 0.0, 1.0
    z = 1.96
    rate, square = passed / asked, z * z / asked
    middle = (rate + square / 2) / (1 + square)
    reach = z * sqrt(rate * (1 - rate) / asked + square / (4 * asked)) / (1 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)


_WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather in one city.",
        "parameters": {
            "type": "object",
            "additionalProperties": False,
            "required": ["city"],
            "properties": {"city": {"type": "string"}},
        },
    },
}
_PAINT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["colour", "pots"],
    "properties": {"colour": {"enum": ["red", "blue"]}, "pots": {"type": "integer"}},
}


def _ask(text: str, *, system: str = "You are careful and brief.") -> dict[str, Any]:
    return {"messages": [{"role": "system", "content": system}, {"role": "user", "content": text}]}


def _judge_streaming(heard: Heard) -> Verdict:
    if heard.fault is not None:
        return Verdict("no", heard.fault)
    if heard.finish is None:
        return Verdict("no", "no finish reason: a reply that is cut looks like a whole one")
    if heard.finish == "tool_calls" and not heard.calls:
        return Verdict("lies", "finish says tool_calls where no tool was offered")
    if len(heard.pieces) < 2:
        return Verdict("no", f"the reply came in {len(heard.pieces)} piece")
    return Verdict("yes", f"{len(heard.pieces)} pieces, finish {heard.finish}")


def _judge_usage(heard: Heard) -> Verdict:
    if heard.fault is not None:
        return Verdict("unclear", heard.fault)
    if heard.usage is None:
        return Verdict("no", "asked for by stream_options, not sent")
    if not heard.usage.input_tokens or not heard.usage.output_tokens:
        return Verdict("lies", "sent, but counts nothing")
    return Verdict("yes", f"{heard.usage.input_tokens} in, {heard.usage.output_tokens} out")


def _judge_tools(heard: Heard) -> Verdict:
    return _judge_calls(heard, 1)


def _judge_parallel(heard: Heard) -> Verdict:
    return _judge_calls(heard, 2)


def _judge_calls(heard: Heard, wanted: int) -> Verdict:
    if heard.fault is not None:
        return Verdict("no", heard.fault)
    if not heard.calls:
        if heard.finish == "tool_calls":
            return Verdict("lies", "finish says tool_calls, and there is none")
        return Verdict("no", "answered without calling the tool")
    for call in heard.calls:
        if call.fault or call.name != "get_weather":
            return Verdict(
                "no", call.fault or f"called {call.name[:40]!r}, which it was not offered"
            )
        if fault := _WEATHER_SCHEMA.first_fault(call.arguments):
            return Verdict("no", f"arguments that do not fit: {fault[1]}")
    if len(heard.calls) < wanted:
        return Verdict("no", f"{len(heard.calls)} call at a time")
    said = "" if heard.finish == "tool_calls" else f", but finish says {heard.finish}"
    return Verdict("yes", f"{len(heard.calls)} called{said}")


def _judge_format(heard: Heard) -> Verdict:
    if heard.fault is not None:
        return Verdict("no", heard.fault)
    try:
        document = strict_json.decode(heard.text.strip())
    except BlockFault:
        return Verdict("lies", "accepted, and the reply is no JSON")
    if fault := _PAINT_SCHEMA.first_fault(document):
        return Verdict("lies", f"accepted, and the reply does not fit: {fault[1]}")
    return Verdict("yes", "json_schema is kept")


def _judge_stop(heard: Heard) -> Verdict:
    if heard.fault is not None:
        return Verdict("no", heard.fault)
    if "charlie" in heard.text:
        return Verdict("lies", "accepted, and written past")
    if "bravo" not in heard.text:
        return Verdict("unclear", "the model did not write what it was to stop at")
    return Verdict("yes", "stops before the words")


def _judge_long(heard: Heard) -> Verdict:
    if heard.fault is not None:
        return Verdict("no", heard.fault)
    if _CODE_WORD in heard.text:
        return Verdict("yes", "its end is read")
    return Verdict("no", "accepted, but its end is not known to the model")


_WEATHER_SCHEMA = Schema(_WEATHER["function"]["parameters"])  # type: ignore[index]
_PAINT_SCHEMA = Schema(_PAINT)
