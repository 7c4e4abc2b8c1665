"""Replies to check, built from the files in tests/data/assertions: one file for each code.

A file has a `setting` that its cases share and two lists of cases: `flagged`, each with the exact
excerpts `found` (null stands for the whole reply), and `clean`. A case is a text, or an object with
the `text` and whatever it changes of the setting: `message` and earlier `messages` of the member,
`calls` of tools, those of an earlier turn (`before`), `records` by id, the `widgets` the reply
shows, `is_whole`. With `draft` the text is the body of an e-mail instead of prose.
"""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.core.assertions.reply import Assertion, Reply, read_reply
from assistant.core.turn.facts import CallFact, TurnFact, WidgetFact
from assistant.runtime.equipment import equip
from demo_crm.host import HOST
from tests.support.facts import TURN, make_call, make_round, make_turn, make_widget
from widgets.records import Record, Ref

Case = dict[str, Any]

FOLDER = Path(__file__).resolve().parents[1] / "data" / "assertions"
TOOLS = {tool.name: tool.parameters for tool in equip(HOST).tools}
NOON = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
DRAFT = {"draft": "D-31", "subject": "Saturday"}

# Texts that bring bad patterns to their knees.
HOSTILE = [
    "a", " ", "[", "]", "{", '{"a":', '[["a",', "<", "(", "`", "``` ", "```json\n", "~~~", "_",
    "___ ", "X", "$X.", "-", "a-", "a_", "L-1", "1", "1,", "1.", "1 ", "/", "/a", "/0", "r1",
    "w widget ", "widget ", "widget a\n{", "tool ", "call the ", "@", "a@", "your", "[a](", "](",
    "Dear ", "\n", "\n\n", '"', '"a":1,', "\\", "é", "İ", "🏡", "Nov ", "1/1", "<!--", "&nbsp;",
    "XXX-", "[Name]", "TBD ",
]  # fmt: skip


def read_cases(code: str, which: str) -> list[Case]:
    """The cases `flagged` or `clean` of one code, each with all that its setting says."""
    document = json.loads((FOLDER / f"{code}.json").read_text())
    cases = (case if isinstance(case, dict) else {"text": case} for case in document[which])
    return [document["setting"] | case for case in cases]


def name_case(case: Case) -> str:
    """What a test report calls a case."""
    return f"{case['text'][:60]}{' (draft)' if case.get('draft') else ''}"


def build_reply(case: Case) -> Reply:
    """The reply a case tells of."""
    text, shown = case["text"], list(case.get("widgets", ()))
    if case.get("draft"):
        shown.append({"name": "email_draft", "payload": {**DRAFT, "body": text}})
        text = "Here is a draft."
    path = [*_tell_before(case), _tell(text, shown, case)]
    whole = case.get("is_whole", True)
    return read_reply(TURN, path, catalog=HOST.catalog, tools=TOOLS, is_whole=whole)


def find_excerpts(assertion: Assertion, reply: Reply) -> list[str | None]:
    """The words an assertion finds fault with, in the order of the reply."""
    order = {passage: index for index, passage in enumerate(reply.passages)}
    spans = list(assertion.find(reply))
    spans.sort(key=lambda span: (order[span.passage], span.start) if span else (-1, 0))
    return [span and span.passage.text[span.start : span.end] for span in spans]


def build_hostile(fragment: str, case: Case, *, length: int = 200_000) -> Reply:
    """The reply of a case with nothing but the fragment for its text."""
    return build_reply({**case, "text": (fragment * length)[:length], "draft": False})


def measure_finding(assertion: Assertion, reply: Reply) -> float:
    """Seconds of CPU; for 200,000 hostile characters a quadratic pattern takes minutes."""
    began = time.process_time()
    for _ in zip(range(1_000), assertion.find(reply), strict=False):
        pass
    return time.process_time() - began


def _tell_before(case: Case) -> list[TurnFact]:
    messages = enumerate(case.get("messages", ()))
    said = [make_turn(id=f"{TURN[:-2]}{number:02}", message=text) for number, text in messages]
    if case.get("before"):
        round_ = make_round("", finish="tool_calls", calls=_make_calls(case["before"], 0))
        said.append(make_turn(round_, id=f"{TURN[:-2]}99", message="Hello"))
    return said


def _make_calls(calls: list[Case], ahead: int) -> tuple[CallFact, ...]:
    return tuple(
        make_call(index=index, id=f"call_{ahead + index}q7", handle=f"r{ahead + index + 1}", **each)
        for index, each in enumerate(calls)
    )


def _tell(text: str, shown: list[Case], case: Case) -> TurnFact:
    calls = _make_calls(case.get("calls", ()), len(case.get("before", ())))
    raw, facts = text, []
    for each in shown:
        fence = f"```widget {each['name']}\n{json.dumps(each['payload'])}\n```"
        raw = f"{raw}\n\n{fence}" if raw else fence
        number = len(facts) + bool(text)
        facts.append(_make_widget(each, case, (number, len(raw) - len(fence), len(raw))))
    rounds = [
        make_round("", finish="tool_calls", calls=calls),
        make_round(raw, number=2, widgets=tuple(facts)),
    ]
    return make_turn(*rounds, message=case.get("message", "Hello"), context={"page": "/crm/"})


def _make_widget(shown: Case, case: Case, place: tuple[int, int, int]) -> WidgetFact:
    number, start, end = place
    if shown.get("failed"):
        changes = {"state": "failed", "code": "schema", "fallback": "It could not be shown."}
        return make_widget(name=shown["name"], number=number, start=start, end=end, **changes)
    checked = HOST.catalog.check(shown["name"], json.dumps(shown["payload"]))
    records = {ref: Record(ref, _look_up(ref, case), NOON) for ref in checked.refs}
    calls = [*case.get("before", ()), *case.get("calls", ())]
    results = {f"r{index}": call.get("result") for index, call in enumerate(calls, 1)}
    resolved = HOST.catalog.resolve(checked, records, results)
    return make_widget(
        name=shown["name"],
        version=checked.definition.version,
        number=number,
        start=start,
        end=end,
        payload=checked.payload,
        records=resolved.records,
        figures=resolved.figures,
    )


def _look_up(ref: Ref, case: Case) -> Case:
    if ref.kind == "email_draft":
        return case.get("records", {}).get(ref.id, {"to_name": "Ada Byrne", "subject": "Saturday"})
    return case["records"][ref.id]
