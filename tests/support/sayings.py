"""Replies that say one sentence each, in the one setting of tests/data/assertions."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.core.assertions.reply import Reply, Span, read_reply
from assistant.core.turn.facts import CallFact, RoundFact, TurnFact, WidgetFact
from tests.support.facts import TURN, make_call, make_round, make_turn, make_widget
from widgets.loading import load_catalog

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "assertions"
CATALOG = load_catalog(ROOT / "demo_crm")
SETTING: Mapping[str, Any] = json.loads((DATA / "setting.json").read_text())
AS_OF = datetime.fromisoformat(SETTING["as_of"])
CONTEXT = {"now": SETTING["now"], "zone": SETTING["zone"], "member": "Alice", "page": None}


def load_sayings(name: str) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """The flagged sentences of a data file with their excerpts, and those that are fine."""
    data = json.loads((DATA / f"{name}.json").read_text())
    return [(text, excerpts) for text, excerpts in data["flagged"]], data["fine"]


def say(text: str, **changes: Any) -> Reply:
    """A reply of that text, with all records of the setting shown behind it.

    `changes` replace keys of the setting; `context` may be one of them.
    """
    setting = {**SETTING, **changes}
    current = make_turn(
        make_round("", number=1, finish="tool_calls", calls=make_calls(setting["results"])),
        make_round(f"{text}\n\nWIDGET", number=2, widgets=tuple(_show(text, setting["records"]))),
        message=setting["message"],
        context=setting.get("context", CONTEXT),
    )
    path = [*_tell_earlier(setting["earlier"]), current]
    return read_reply(TURN, path, catalog=CATALOG, tools={}, is_whole=True)


def make_calls(results: Mapping[str, Any]) -> tuple[CallFact, ...]:
    """Done calls with these results, by handle."""
    return tuple(
        make_call(index=index, state="done", handle=handle, result=result, ended=AS_OF)
        for index, (handle, result) in enumerate(results.items())
    )


def quote(spans: Iterable[Span | None]) -> list[str]:
    """The characters of each span."""
    return [span.passage.text[span.start : span.end] for span in spans if span]


def _show(text: str, records: list[Any]) -> Iterable[WidgetFact]:
    if records:
        start = len(text) + 2
        shown = tuple({**record, "route": ""} for record in records)
        end = start + len("WIDGET")
        yield make_widget(number=1, start=start, end=end, payload={}, records=shown, as_of=AS_OF)


def _tell_earlier(turns: list[Any]) -> Iterable[TurnFact]:
    for number, turn in enumerate(turns):
        rounds: tuple[RoundFact, ...] = (
            make_round("Fine.", calls=make_calls(turn["results"]), widgets=()),
        )
        yield make_turn(*rounds, id=f"earlier-{number}", message=turn["message"], context=CONTEXT)
