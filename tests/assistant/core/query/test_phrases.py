"""What a query asks for, in a line."""

import pytest
from hypothesis import given

from assistant.core.query.checking import check_query
from assistant.core.query.phrases import describe_query
from tests.assistant.core.query.queries import queries
from tests.support.bike_collection import BIKES, only, where


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({}, "everything"),
        (only(where("price", "<=", 900_000), where("electric", "=", True)),
         "Price at most 900,000 USD and Electric is yes"),
        (only({"or": [where("kind", "in", ["city", "cargo"]), where("tags", "=", "sale")]},
              where("built", "<", "2026-01-01")),
         "(Kind is any of City bike or Cargo bike or Tags has sale)"
         " and Built on before 2026-01-01"),
        (only(where("weight", "between", [9, 12.5]), where("model", "exists")),
         "Weight between 9 kg and 12.5 kg and Model is known"),
        ({"time": {"field": "serviced", "last": 30, "unit": "day"}, "limit": 5},
         "Last service in the last 30 days; at most 5"),
        ({"time": {"field": "built", "this": "year"},
          "sort": [{"field": "price", "order": "descending"}]},
         "Built on this year; by Price, descending"),
        ({"time": {"field": "built", "from": "2026-01-01"}, "group": ["kind"],
          "measures": [{"op": "count"}, {"op": "average", "field": "price"}],
          "sort": [{"op": "count", "order": "descending"}]},
         "how many and the average Price; Built on from 2026-01-01; for each Kind;"
         " by how many, descending"),
    ],
)  # fmt: skip
def test_a_query_in_words(document, said):
    assert describe_query(check_query(document, BIKES).query, BIKES) == said


@given(queries())
def test_every_query_has_words(query):
    assert describe_query(query, BIKES)
