"""Payloads read strictly: a table of sources, and the limits."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.widgets.strategies import OBJECTS
from widgets.errors import BlockFault
from widgets.strict_json import MAX_BYTES, decode

SOURCES = json.loads((Path(__file__).parent.parent / "data" / "payloads.json").read_text("utf-8"))
REFUSED = [(code, name) for code in ("bad_json", "too_deep") for name in SOURCES[code]]


def refusal(source: str, **limits: int) -> BlockFault:
    with pytest.raises(BlockFault) as caught:
        decode(source, **limits)
    return caught.value


def test_the_table_is_large() -> None:
    assert sum(len(cases) for cases in SOURCES.values()) >= 100


@pytest.mark.parametrize("name", SOURCES["accepted"])
def test_it_accepts(name: str) -> None:
    source = SOURCES["accepted"][name]
    assert decode(source) == json.loads(source)


@pytest.mark.parametrize(("code", "name"), REFUSED)
def test_it_refuses(code: str, name: str) -> None:
    assert refusal(SOURCES[code][name]).code == code


@given(value=OBJECTS, ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 2]))
@settings(max_examples=80)
def test_what_json_writes_is_read_back(value: Any, ascii_only: bool, indent: int | None) -> None:
    source = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert decode(source, max_depth=100) == value == json.loads(source)


@given(source=st.text(alphabet='{}[]":,01e.-tru\\ad8 \n', max_size=40))
@settings(max_examples=500)
def test_it_never_accepts_what_json_refuses(source: str) -> None:
    try:
        value = decode(source)
    except BlockFault:
        return
    assert value == json.loads(source)


@given(value=OBJECTS, data=st.data())
@settings(max_examples=80)
def test_a_source_cut_short_is_refused(value: Any, data: st.DataObject) -> None:
    source = json.dumps(value)
    end = data.draw(st.integers(0, len(source) - 1))
    assert refusal(source[:end], max_depth=100).code == "bad_json"


def test_a_source_may_be_32_kib() -> None:
    room = MAX_BYTES - len('{"a": ""}')
    assert decode('{"a": "' + "x" * room + '"}')
    assert refusal('{"a": "' + "x" * (room + 1) + '"}').code == "too_large"


def test_the_size_is_counted_in_bytes() -> None:
    assert decode('{"a": "é"}', max_bytes=11)
    assert refusal('{"a": "é"}', max_bytes=10).code == "too_large"


def test_the_depth_counts_the_object_itself() -> None:
    assert decode('{"a": []}', max_depth=2)
    assert refusal('{"a": []}', max_depth=1).code == "too_deep"


@pytest.mark.parametrize("unit", ["[", '{"a":', '["[",', "[{}, "])
def test_a_depth_of_a_thousand_is_refused_before_it_is_decoded(unit: str) -> None:
    assert refusal(unit * 1_000).code == "too_deep"


@pytest.mark.parametrize("source", ["x" * 100_000, "[" * 100_000, '"' * 100_000])
def test_100_kb_are_refused_before_they_are_decoded(source: str) -> None:
    assert refusal(source).code == "too_large"


def test_a_caller_may_allow_more() -> None:
    source = '{"a": ' + "[" * 50 + '"' + "x" * 100_000 + '"' + "]" * 50 + "}"
    assert decode(source, max_bytes=200_000, max_depth=60)


@pytest.mark.parametrize("unit", ['"', "\\", '\\"', '"\\', "'", "{}", '"a":0,'])
def test_no_source_is_slow_to_refuse(unit: str) -> None:
    assert refusal("{" + unit * (30_000 // len(unit))).code == "bad_json"


def test_a_key_that_stands_twice_is_named() -> None:
    keys = ",".join(f'"{number:x}":0' for number in range(3_500))
    assert '"dab"' in refusal("{" + keys + ',"dab":1}').message


def test_a_message_says_where() -> None:
    assert "line 2, column 3" in refusal('{"a":\n  }').message


@pytest.mark.parametrize("source", ['{"%s":1,"%s":1}', '{"a":1%s}', '{"a":%s1e999}', "%s"])
def test_a_message_is_short_however_long_the_source(source: str) -> None:
    assert len(refusal(source.replace("%s", "9" * 5_000)).message) < 200
