"""How pages write figures."""

from demo_crm.templatetags.figures import dollars, grouped


def test_prices_are_grouped_dollars():
    assert dollars(1_250_000) == "$1,250,000"


def test_numbers_are_grouped():
    assert grouped(2450) == "2,450"
    assert grouped(980) == "980"
