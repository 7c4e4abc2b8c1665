"""What is to be drawn, and how."""

import pytest

from demo_crm.offline_model.chart_words import read_chart
from demo_crm.offline_model.intents import Chart


@pytest.mark.parametrize(
    ("text", "chart"),
    [
        ("chart them", Chart()),
        ("as a bar chart", Chart()),
        ("show me a line graph", Chart("line")),
        ("plot the square footage", Chart("bar", ("square_feet",))),
        ("chart bedrooms and bathrooms", Chart("bar", ("beds", "baths"))),
        ("chart prices of homes with 3 bedrooms", Chart()),
        ("chart homes with 3 bedrooms", Chart()),
        ("chart prices by listing date", Chart("line", ("price",), True)),
    ],
)
def test_a_chart_is_read(text: str, chart: Chart) -> None:
    assert read_chart(text) == chart


@pytest.mark.parametrize("text", ["homes in Campbell", "uncharted waters", "a plotter"])
def test_other_words_ask_for_none(text: str) -> None:
    assert read_chart(text) is None
