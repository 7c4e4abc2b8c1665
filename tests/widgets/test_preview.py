"""Streaming fields shown while their payload arrives: what is shown is what is meant."""

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.widgets.pieces import cut
from tests.widgets.strategies import OBJECTS, TEXT
from widgets.preview import Preview

PAYLOADS = OBJECTS.flatmap(
    lambda payload: st.fixed_dictionaries({"body": TEXT}, optional={"subject": TEXT}).map(
        lambda fields: {**payload, **fields}
    )
)


def show(chunks: Any, **limits: int) -> dict[str, str]:
    """Everything a preview gives for these chunks, joined by field."""
    preview = Preview(limits or {"body": 10_000})
    shown: dict[str, str] = {}
    for chunk in chunks:
        for field, text in preview.feed(chunk):
            assert text, "an empty piece says nothing"
            shown[field] = shown.get(field, "") + text
    return shown


@given(
    payload=PAYLOADS,
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 2]),
    seed=st.integers(0, 2**32),
)
@settings(max_examples=80)
def test_any_cut_shows_what_the_payload_says(
    payload: dict[str, Any], ascii_only: bool, indent: int | None, seed: int
) -> None:
    source = json.dumps(payload, ensure_ascii=ascii_only, indent=indent)
    places = random.Random(seed).choices(range(len(source) + 1), k=seed % 9)
    said = {field: payload[field] for field in ("body", "subject") if payload.get(field)}
    assert show([source], body=10_000, subject=10_000) == said
    assert show(source, body=10_000, subject=10_000) == said
    assert show(cut(source, places), body=10_000, subject=10_000) == said


@given(source=st.text(alphabet='{}[]":,\\ubody d83e\n', max_size=60))
@settings(max_examples=500)
def test_whatever_arrives_any_cut_shows_the_same(source: str) -> None:
    assert show([source]) == show(source)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\" \\ \/ \b \f \n \r \t", '" \\ / \b \f \n \r \t'),
        (r"\u00e9\u00E9", "éé"),
        (r"\ud83c\udfe1", "🏡"),
        (r"a\ud83c\udfe1\ud83c\udfe1b", "a🏡🏡b"),
        ("🏡é", "🏡é"),
        (r"\\u00e9", r"\u00e9"),
        ("\u2028", "\u2028"),
    ],
)
def test_escapes_are_read(written: str, meant: str) -> None:
    source = f'{{"body": "{written}"}}'
    assert json.loads(source) == {"body": meant}
    assert show(source) == show([source]) == {"body": meant}


def test_text_is_shown_as_it_comes() -> None:
    preview = Preview({"body": 100})
    assert preview.feed('{"to": "Kim", "body": "Dear') == [("body", "Dear")]
    assert preview.feed(" Kim,\\") == [("body", " Kim,")]
    assert preview.feed("nhow") == [("body", "\n"), ("body", "how")]
    assert preview.feed('"}') == []


def test_no_more_is_shown_than_the_limit() -> None:
    assert show(['{"body": "123456"}'], body=4) == {"body": "1234"}
    assert show('{"body": "12\\n456"}', body=4) == {"body": "12\n4"}


def test_the_limit_counts_characters_not_utf_16_units() -> None:
    assert show(r'{"body": "\ud83c\udfe1\ud83c\udfe1\ud83c\udfe1"}', body=2) == {"body": "🏡🏡"}


def test_each_field_has_its_own_limit() -> None:
    assert show(['{"a": "123", "b": "456"}'], a=1, b=2) == {"a": "1", "b": "45"}


@pytest.mark.parametrize(
    "source",
    [
        '{"other": "no"}',
        '{"other": {"body": "no"}}',
        '{"other": [{"body": "no"}]}',
        '{"other": ["body", "no"]}',
        '{"other": "body", "more": "no"}',
        '{"body": {"body": "no"}}',
        '{"body": ["no"]}',
        '{"body": 12}',
        '{"Body": "no"}',
        '{"body ": "no"}',
        '{"other": "\\"body\\": \\"no\\""}',
        '"body"',
        "body",
        "",
    ],
)
def test_nothing_else_is_shown(source: str) -> None:
    assert show(source) == show([source]) == {}


def test_a_key_may_be_written_with_escapes() -> None:
    assert show(r'{"\u0062ody": "yes"}') == {"body": "yes"}


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{"body": "so far\nno"}', "so far"),
        (r'{"body": "so far\x41 no"}', "so far"),
        (r'{"body": "so far\u00zz no"}', "so far"),
        (r'{"body": "so far\ud83c no"}', "so far"),
        (r'{"body": "so far\ud83c\n no"}', "so far"),
        (r'{"body": "so far\ud83c\ud83c no"}', "so far"),
        (r'{"body": "so far\udfe1 no"}', "so far"),
    ],
)
def test_what_is_not_json_ends_the_preview(source: str, shown: str) -> None:
    assert show(source) == show([source]) == {"body": shown}


def test_half_a_character_is_never_carried_into_the_next_text() -> None:
    assert show(r'{"other": "\ud83c", "body": "\udfe1"}') == {}


def test_what_is_shown_is_always_text() -> None:
    for seed in range(200):
        escapes = random.Random(seed).choices([r"\ud83c", r"\udfe1", "a", r"\n"], k=6)
        shown = show('{"body": "' + "".join(escapes) + '"}').get("body", "")
        assert shown == shown.encode(errors="replace").decode(), f"seed {seed}"


def test_without_streaming_fields_nothing_is_read() -> None:
    assert Preview({}).feed('{"body": "x"}') == []


def test_markup_is_shown_as_the_plain_text_it_is() -> None:
    assert show(['{"body": "<script>alert(1)</script>"}'])["body"] == "<script>alert(1)</script>"
