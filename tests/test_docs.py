"""The docs name everything there is to name, and their examples are files that run."""

import ast
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from assistant import consumers
from assistant.conf import Options
from assistant.core.assertions.table import ASSERTIONS
from assistant.core.query.asks import AskState
from assistant.core.query.corrections import CORRECTIONS
from assistant.core.turn import endings
from assistant.core.wire.commands import Command
from assistant.core.wire.events import CallState, Event, Finding, Frame, Source, TurnState
from assistant.host import Actor, Claims, Effect, Host, Tool
from tests.architecture import ROOMS
from widgets.loading import load_catalog

ROOT = Path(__file__).resolve().parents[1]
PAGES = {path.stem: path.read_text() for path in (ROOT / "docs").glob("*.md")}
SHOP = (ROOT / "tests" / "support" / "bike_shop.py").read_text()
RAISED = {"Refusal", "ToolFault", "UpstreamFault", "BlockFault", "end_with"}
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def find_headings(page: str) -> set[str]:
    """What a page's headings and the first cells of its tables name in backticks."""
    lines = [line for line in PAGES[page].splitlines() if line.startswith(("#", "|"))]
    return {name for line in lines for name in re.findall(r"`([^`]+)`", _head(line))}


def _head(line: str) -> str:
    return line.split("|")[1] if line.startswith("|") else line


def find_codes() -> set[str]:
    """Every code that the source raises or ends a turn with, as written there."""
    calls = [
        node
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
    ]
    first = [call.args[0] for call in calls if call.func.id in RAISED]
    return {each.value for each in first if isinstance(each, ast.Constant)}


def find_variables() -> set[str]:
    """Every environment variable the site reads."""
    files = [ROOT / "config" / "settings.py", *(ROOT / "config").rglob("serve.py")]
    text = "".join(path.read_text() for path in files)
    return set(re.findall(r'(?:env\.\w+|environ\.get)\(\s*"([A-Z_]+)"', text))


def name_tags(union: Any) -> set[str]:
    return {kind.__struct_config__.tag for kind in get_args(union)}


def test_every_environment_variable_is_in_operations():
    variables = find_variables()
    assert {"PORT", "WEFT_SECRET_KEY", "OPENAI_BASE_URL"} <= variables
    assert variables - find_headings("operations") == set()


def test_every_setting_is_in_operations():
    assert {field.name for field in fields(Options)} - find_headings("operations") == set()


def test_operations_names_no_setting_that_is_gone():
    named = {name for name in find_headings("operations") if re.fullmatch("[A-Z_]+", name)}
    assert named - {field.name for field in fields(Options)} - find_variables() == set()


@pytest.mark.parametrize("union", [Command, Event, Frame])
def test_every_frame_has_a_heading_in_the_protocol(union):
    assert name_tags(union) - find_headings("protocol") == set()


@pytest.mark.parametrize("union", [Event])
def test_every_field_of_an_event_is_in_the_protocol(union):
    names = {name for kind in get_args(union) for name in kind.__struct_fields__}
    assert {name for name in names if name not in PAGES["protocol"]} == set()


def test_the_turn_in_the_protocol_is_one():
    [shown] = re.findall(r"```json\n(.*?)```", PAGES["protocol"], re.DOTALL)
    [prose] = re.findall(r'It is about "(.*?)"', PAGES["protocol"])
    turn = msgspec.json.decode(shown, type=TurnState)
    told = json.loads(shown)
    names = set().union(*(each for each in [*told["findings"], *told["sources"], *told["calls"]]))
    kinds = (Finding, Source, CallState)
    assert names <= {name for kind in kinds for name in kind.__struct_fields__}
    places = [*turn.findings, *turn.sources]
    assert [prose[each.start : each.end] for each in places] == ["$1.4M", "$1,250,000", "3"]


def test_every_code_we_close_with_is_in_the_protocol():
    closing = {str(value) for name, value in vars(consumers).items() if name.startswith("CLOSE_")}
    assert closing
    assert closing - find_headings("protocol") == set()


def test_every_code_is_documented():
    codes = find_codes() | set(endings._NOTICES)
    assert {"busy", "not_found", "bad_opener", "cut"} <= codes
    pages = ("protocol", "widgets", "host", "operations")
    documented = set().union(*(find_headings(page) for page in pages))
    assert codes - documented == set()


def test_everything_the_checker_says_is_in_the_query_page():
    notes = [
        (call.func.attr, call.args[0].value)
        for path in (ROOT / "assistant" / "core" / "query").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in ("fault", "mend") and isinstance(call.args[0], ast.Constant)
    ]
    assert {code for kind, code in notes if kind == "mend"} == set(CORRECTIONS)
    assert {code for _, code in notes} - find_headings("query") == set()
    assert [code for code, said in CORRECTIONS.items() if said[:-1] not in PAGES["query"]] == []
    assert set(get_args(AskState)) - find_headings("query") == set()


def test_every_end_of_a_turn_has_a_sentence():
    in_protocol = PAGES["protocol"].partition("| code of a turn's end")[2].partition("\n\n")[0]
    told = {
        name for line in in_protocol.splitlines() for name in re.findall("`([a-z_]+)`", _head(line))
    }
    assert told == set(endings._NOTICES)


def test_every_assertion_has_a_heading_and_its_sentence():
    assert {each.code for each in ASSERTIONS} - find_headings("assertions") == set()
    assert [each.code for each in ASSERTIONS if each.notice not in PAGES["assertions"]] == []


def test_every_generic_widget_has_a_heading():
    assert set(load_catalog().current) - find_headings("widgets") == set()


@pytest.mark.parametrize("kind", [Host, Tool])
def test_every_field_of_the_host_door_has_a_row(kind):
    assert {field.name for field in fields(kind)} - find_headings("host") == set()


def test_the_host_page_names_people_and_effects():
    names = {field.name for kind in (Claims, Actor) for field in fields(kind)} | set(Effect)
    assert {name for name in names if f"`{name}`" not in PAGES["host"]} == set()


def test_the_examples_are_pieces_of_the_shop():
    examples = re.findall(r"```python\n(.*?)```", PAGES["host"], re.DOTALL)
    assert examples
    assert [example for example in examples if example not in SHOP] == []


def test_the_shop_is_short():
    assert len(SHOP.splitlines()) <= 85


def test_links_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text())]
    assert [link for page, link in links if not (page.parent / link).exists()] == []


def test_every_file_that_the_architecture_names_is_there():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    named = set(re.findall(r"`((?:[\w.]+/)+[\w.]*|\w+\.(?:py|js|toml))`", text))
    assert "core/turn/machine.py" in named
    places = (ROOT, ROOT / "assistant", ROOT / "assistant" / "static" / "assistant")
    at_core = ROOT / "assistant" / "core"
    lost = [name for name in named if not any((at / name).exists() for at in (*places, at_core))]
    assert lost == []
