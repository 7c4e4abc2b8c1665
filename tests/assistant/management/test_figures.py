"""Figures in a terminal: columns, and bars that keep to scale."""

from typing import Any

import pytest

from assistant.management.figures import LONGEST_BAR, draw_bars, draw_columns, draw_value

NAME, PRICE, BEDS = ({"label": label} for label in ("Name", "Price", "Beds"))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "-"),
        (True, "yes"),
        (1908, "1908"),
        (1250000, "1,250,000"),
        (-1250000, "-1,250,000"),
        (2.5, "2.5"),
        (["a", 1], "a, 1"),
        ("a\nb", "a b"),
    ],
)
def test_a_value_is_one_line(value: Any, words: str) -> None:
    assert draw_value(value) == words


def test_columns_stand_under_their_labels() -> None:
    rows = [["Blue Racer", 1], ["Mule", None]]
    assert list(draw_columns([NAME, BEDS], rows)) == [
        "Name        Beds",
        "Blue Racer  1",
        "Mule        -",
    ]


def test_bars_are_to_scale() -> None:
    lines = list(draw_bars([NAME, PRICE], [["A", 100], ["B", 50], ["C", 0], ["D", None]]))
    assert [line.count("▇") for line in lines] == [0, LONGEST_BAR, LONGEST_BAR // 2, 0, 0]
    assert lines[0] == "Name  Price"
    assert lines[3:] == ["C     0      |", "D     -"]


def test_a_figure_below_zero_is_marked() -> None:
    lines = list(draw_bars([NAME, PRICE], [["A", -100], ["B", 100]]))
    assert "<▇" in lines[1]
    assert "<" not in lines[2]


def test_several_figures_of_a_row_name_themselves() -> None:
    lines = list(draw_bars([NAME, PRICE, BEDS], [["A", 4, 2]]))
    assert [line.split()[:2] for line in lines] == [["A", "Price"], ["Beds", "2"]]


@pytest.mark.parametrize("rows", [[], [["A", None]], [["A", "much"]], [["A", True]], [["A", 0]]])
def test_where_nothing_can_be_scaled_there_is_no_bar(rows: list[list[Any]]) -> None:
    assert "▇" not in "".join(draw_bars([NAME, PRICE], rows))


def test_a_long_name_is_cut() -> None:
    [_, line] = draw_bars([NAME, PRICE], [["x" * 80, 1]])
    assert "…" in line
    assert len(line) <= 76
