"""How values look: durations, excerpts, badges, JSON."""

from datetime import timedelta

import pytest

from assistant.admin.columns import (
    LONGEST_EXCERPT,
    draw_badges,
    draw_excerpt,
    draw_pair,
    draw_state,
    make_whole,
    write_duration,
    write_json,
    write_moment,
    write_value,
)
from tests.support.hostile_turns import NOON


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.84, "840 ms"), (0, "0 ms"), (2.44, "2.4 s"), (59.9, "59.9 s"), (185, "3 min 05 s")],
)
def test_a_duration_in_the_words_of_its_size(seconds, words):
    assert write_duration(NOON, NOON + timedelta(seconds=seconds)) == words


def test_a_duration_needs_both_ends():
    assert write_duration(None, NOON) == write_duration(NOON, None) == ""


def test_an_excerpt_is_short_escaped_and_keeps_its_direction():
    drawn = draw_excerpt("<b>\n\n" + "long " * 9000)
    assert drawn.startswith('<bdi class="staff-excerpt">&lt;b&gt; long')
    assert len(drawn) < LONGEST_EXCERPT + 60


def test_nothing_is_a_dash():
    assert "–" in draw_excerpt(" \n")
    assert write_moment(None) == write_value(None) == write_value("") == write_value([]) == "–"


def test_equal_badges_are_counted():
    drawn = draw_badges(["find", "<b>", "find"], "calm")
    assert ">find ×2<" in drawn
    assert ">&lt;b&gt;<" in drawn
    assert draw_badges([], "calm") == ""


def test_a_state_wears_its_colour():
    assert draw_state("done") == '<span class="staff-badge staff-state-done">done</span>'


def test_a_pair_is_escaped():
    assert "<b>" not in draw_pair("<b>", "<b>")


def test_values_are_words_or_json():
    assert write_value("zone") == "zone"
    assert write_value(["a"]) == '[\n  "a"\n]'
    assert write_value(0) == "0"


def test_json_is_pretty_and_fit_for_any_page():
    assert write_json({"b": "é", "a": "\ud83d"}) == '{\n  "b": "é",\n  "a": "\\ud83d"\n}'


def test_half_a_character_becomes_an_escape():
    assert make_whole("x\ud83dy") == "x\\ud83dy"
    assert make_whole("whole 😀") == "whole 😀"


def test_what_turns_words_around_is_seen_in_raw_and_json():
    assert make_whole("a\u202eb\u2069 \u05d0\u200f") == "a\\u202eb\\u2069 \u05d0\u200f"
    assert write_json({"a": "\u2066"}) == '{\n  "a": "\\u2066"\n}'
