"""A turn for staff: everything that is known of it, whole and escaped, in few queries."""

import html
import json
import re
import time

import pytest
from django.urls import reverse

from assistant.admin.columns import make_whole
from assistant.models import Conversation, Rating, Round, Turn
from tests.support.hostile_turns import (
    BREAK_OUT,
    FALLBACK,
    GONE,
    LONG_NOTE,
    MARKUP,
    RTL,
    SCRIPT,
    half,
    make_hostile_turn,
)

LIST = "admin:assistant_turn_changelist"


def open_page(desk, turn: Turn) -> str:
    answer = desk.get(reverse("admin:assistant_turn_change", args=[turn.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def read_told(said: str) -> dict:
    """What the page tells the script that draws."""
    (told,) = re.findall(r'<script id="weft-turn" type="application/json">(.*?)</script>', said)
    return json.loads(told)


@pytest.fixture
def turn(db) -> Turn:
    return make_hostile_turn()


def test_hostile_rows_are_shown_whole_and_escaped(desk, turn):
    said = open_page(desk, turn)
    for hostile in (SCRIPT, BREAK_OUT, "<img"):
        assert hostile not in said
    text = html.unescape(said)
    assert text.count("A very long note. " * 560) == 38 + 200_000 // len(LONG_NOTE)
    for whole in (MARKUP, RTL, GONE, f"Mend {MARKUP}", half()):
        assert whole in text or make_whole(whole) in text
    notes = text.count('"id": "N-')
    assert notes == 200_000 // len(LONG_NOTE)


def test_a_long_result_is_folded(desk, turn):
    said = open_page(desk, turn)
    folded = re.findall(r'<details class="staff-folded">\s*<summary>Result', said)
    assert len(folded) == 39


def test_forty_calls_cost_no_more_queries_than_one(desk, turn, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        open_page(desk, turn)


def test_a_page_with_forty_long_results_is_quick(desk, turn):
    open_page(desk, turn)
    began = time.process_time()
    open_page(desk, turn)
    assert time.process_time() - began < 2


def test_the_list_costs_no_more_queries_and_stays_small(desk, turn, django_assert_max_num_queries):
    for _ in range(20):
        make_hostile_turn(calls=2, result_length=100_000)
    with django_assert_max_num_queries(24):
        said = desk.get(reverse(LIST)).content.decode()
    assert SCRIPT not in said
    assert "Title " not in said
    assert len(said) < 200_000


def test_what_is_known_of_the_turn(desk, turn):
    text = html.unescape(open_page(desk, turn))
    for known in (
        "lantern-row",
        "alice <script>",
        "after 3.4 s",
        "1200 in, 340 out",
        f"model {SCRIPT}",
        f"https://evil.example/{SCRIPT}",
        "c" * 64,
        "finish: tool_calls",
        "find_listings",
        "250 ms",
        "not_found at /task: there is no task",
        "2026-08-05",
    ):
        assert known in text
    assert reverse("admin:assistant_promptversion_change", args=["a" * 64]) in text
    assert reverse("admin:assistant_conversation_change", args=[turn.conversation_id]) in text


def test_raw_stands_beside_text_with_what_fell_back(desk, turn):
    said = open_page(desk, turn)
    assert "fell back" in said
    raw = re.search(r'<pre[^>]*class="staff-raw">```widget task.*?</pre>', said, re.DOTALL)
    assert raw
    assert f">{FALLBACK}" in said[raw.end() :]


def test_findings_are_told_and_marked(desk, turn):
    said = open_page(desk, turn)
    for code in ("unsourced_fact", "placeholder", "repeated_details", "raw_json"):
        assert f">{code}<" in said
    assert said.count("<mark>$999,999</mark>") == 1
    assert len(re.findall(r"<mark title=[^>]*>\$999,999</mark>", said)) == 1


def test_the_script_is_told_the_turn_as_its_member_is(desk, turn):
    told = read_told(open_page(desk, turn))
    assert told["turn"]["message"] == f"Asked {MARKUP}"
    assert [block["kind"] for block in told["blocks"]] == [
        "prose",
        "widget",
        "prose",
        "widget",
        "prose",
    ]
    assert len(told["turn"]["findings"]) == 5


def test_the_hosts_drawings_are_named_in_the_settings(desk, turn, settings):
    assert 'data-drawings="/static/demo_crm/drawings.js"' in open_page(desk, turn)
    settings.WEFT = {**settings.WEFT, "DRAWINGS": "", "DRAWINGS_STYLE": ""}
    said = open_page(desk, turn)
    assert 'data-drawings=""' in said
    assert 'data-styles="/static/assistant/chat.css /static/assistant/admin/drawn.css"' in said


def test_a_turn_that_still_runs_has_a_page(desk, make_turn):
    turn = make_turn(state="running")
    Round.objects.create(turn=turn, number=1, kind="reply", request="", raw="So f", text="So f")
    said = open_page(desk, turn)
    assert ">open<" in said
    assert "So f" in said


def test_a_turn_without_a_round_has_a_page(desk, make_turn):
    said = open_page(desk, make_turn(state="failed", code="unreachable"))
    assert "No request was sent." in said
    assert "Nothing was written." in said


def test_one_walks_to_the_turns_around(desk, make_turn):
    root = make_turn()
    here = make_turn(parent=root)
    sibling, child = make_turn(parent=root), make_turn(parent=here)
    Conversation.objects.update(leaf=child)
    said = open_page(desk, here)
    for each in (root, sibling, child):
        assert reverse("admin:assistant_turn_change", args=[each.pk]) in said


def test_what_members_think_of_it_is_shown_and_escaped(desk, make_turn):
    turn = make_turn()
    assert "Rated" not in open_page(desk, turn)
    Rating.objects.create(turn=turn, member="alice", value="down", comment=f"Wrong {SCRIPT}")
    page = open_page(desk, turn)
    assert "Rated" in page
    assert "Wrong" in page
    assert SCRIPT not in page
