"""Whatever is given becomes a query, or faults that say what is wrong and where."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.query.checking import check_query
from assistant.core.query.corrections import CORRECTIONS
from assistant.core.query.language import EVERYTHING, write_query
from tests.assistant.core.query.queries import junk, queries
from tests.support.bike_collection import BIKES, NOW, only, where

CLEAN = [
    {},
    only(where("model", "contains", "O'Brien")),
    only(where("model", "=", 'say "heron"'), where("price", "between", [500, 900.5])),
    only(where("kind", "in", ["city", "cargo"]), where("tags", "=", "sale")),
    only({"or": [where("gears", ">=", 8), {"and": [where("electric", "=", True),
                                                   where("weight", "<", 20)]}]},
         where("built", "missing")),
    {"time": {"field": "built", "last": 30, "unit": "day"}},
    {"time": {"field": "serviced", "this": "month"}},
    {"time": {"field": "serviced", "from": "2026-11-01T09:30", "to": "2026-11-22"}},
    {"group": ["kind"], "measures": [{"op": "count"}, {"op": "average", "field": "price"}],
     "sort": [{"op": "average", "field": "price", "order": "descending"},
              {"field": "kind", "order": "ascending"}]},
    {"measures": [{"op": "most", "field": "serviced"}]},
    {"sort": [{"field": "price", "order": "ascending"}], "limit": 1000},
]  # fmt: skip

FAULTY = [
    ("not_an_object", "", 7),
    ("not_an_object", "", []),
    ("not_an_object", "", None),
    ("not_json", "", "SELECT * FROM bikes; DROP TABLE bikes"),
    ("unknown_key", "", {"having": []}),
    ("unknown_key", "/filter/and/0", only({"field": "gears", "op": "=", "value": 3, "join": 1})),
    ("repeated_key", "", {"filter": {}, "where": {}}),
    ("missing_key", "/filter", {"filter": {"op": "=", "value": 1}}),
    ("missing_key", "/filter", {"filter": {"field": "gears", "value": 1}}),
    ("unknown_field", "/filter/and/0/field", only(where("wheels", "=", 3))),
    ("bad_field", "/filter/and/0/field", only(where(["gears"], "=", 3))),
    ("unknown_op", "/filter/and/0/op", only(where("gears", "sounds_like", 3))),
    ("op_not_for_type", "/filter/and/0/op", only(where("gears", "contains", 3))),
    ("op_not_for_type", "/filter/and/0/op", only(where("kind", "<", "city"))),
    ("op_not_for_type", "/filter/and/0/op", only(where("electric", "exists"))),
    ("missing_value", "/filter/and/0", only(where("gears", "="))),
    ("missing_value", "/filter/and/0/value", only(where("gears", "in", []))),
    ("bad_value", "/filter/and/0/value", only(where("gears", "=", "many"))),
    ("bad_value", "/filter/and/0/value", only(where("gears", "=", True))),
    ("bad_value", "/filter/and/0/value", only(where("gears", "=", {"at": 3}))),
    ("bad_value", "/filter/and/0/value", only(where("gears", "=", 10**400))),
    ("bad_value", "/filter/and/0/value", only(where("gears", "=", float("nan")))),
    ("bad_value", "/filter/and/0/value", only(where("price", "<", "€900k"))),
    ("bad_value", "/filter/and/0/value", only(where("price", "<", "1.234,56"))),
    ("bad_value", "/filter/and/0/value", only(where("model", "contains", "  "))),
    ("bad_value", "/filter/and/0/value", only(where("model", "contains", "a\0b"))),
    ("bad_value", "/filter/and/0/value", only(where("model", "contains", "\ud800"))),
    ("bad_value", "/filter/and/0/value", only(where("built", "=", "11/12/2026"))),
    ("bad_value", "/filter/and/0/value", only(where("built", "=", "2026-02-30"))),
    ("bad_value", "/filter/and/0/value", only(where("electric", "=", "perhaps"))),
    ("bad_value", "/filter/and/0/value/1", only(where("gears", "in", [3, None]))),
    ("too_long", "/filter/and/0/value", only(where("model", "contains", "x" * 201))),
    ("unknown_choice", "/filter/and/0/value", only(where("kind", "=", "tandem"))),
    ("too_many", "/filter/and/0/value", only(where("gears", "in", list(range(51))))),
    ("too_many", "/filter/and", only(*[where("gears", "=", each) for each in range(61)])),
    ("bad_bounds", "/filter/and/0/value", only(where("gears", "between", [1, 2, 3]))),
    ("bad_bounds", "/filter/and/0/value", only(where("gears", "between", 1))),
    ("ambiguous_group", "/filter", {"filter": {"and": [], "or": []}}),
    ("not_a_group", "/filter/not", {"filter": {"not": where("gears", "between", [1, 2])}}),
    ("bad_time", "/time", {"time": {"field": "built", "this": "day", "to": "2026-01-01"}}),
    ("bad_time", "/time/field", {"time": {"field": "price", "this": "month"}}),
    ("bad_time", "/time", {"time": {"field": "built"}}),
    ("bad_time", "/time/last", {"time": {"field": "built", "last": 0, "unit": "day"}}),
    ("bad_unit", "/time/unit", {"time": {"field": "built", "last": 3, "unit": "hour"}}),
    ("missing_key", "/time", {"time": {"this": "month"}}),
    ("missing_key", "/time", {"time": {"field": "built", "last": 3}}),
    ("not_grouped", "/group/0", {"group": ["price"]}),
    ("not_measured", "/measures/0/field", {"measures": [{"op": "sum", "field": "kind"}]}),
    ("unknown_measure", "/measures/0/op", {"measures": [{"op": "heatmap", "field": "price"}]}),
    ("missing_key", "/measures/0", {"measures": [{"op": "sum"}]}),
    ("not_sorted", "/sort/0/field", {"sort": [{"field": "tags", "order": "ascending"}]}),
    ("bad_order", "/sort/0/order", {"sort": [{"field": "price", "order": "sideways"}]}),
    ("missing_key", "/sort/0", {"sort": [{"order": "descending"}]}),
    ("sort_not_in_rows", "/sort/0", {"group": ["kind"], "measures": [{"op": "count"}],
                                     "sort": [{"field": "price", "order": "ascending"}]}),
    ("sort_not_in_rows", "/sort/0", {"sort": [{"op": "count", "order": "ascending"}]}),
    ("bad_limit", "/limit", {"limit": 0}),
    ("bad_limit", "/limit", {"limit": True}),
    ("bad_limit", "/limit", {"limit": "plenty"}),
]  # fmt: skip

MENDED = [
    (["query_decoded"], json.dumps(only(where("gears", "=", 3))), only(where("gears", "=", 3))),
    (["query_unwrapped"], {"query": {"limit": 3}}, {"limit": 3}),
    (["key_renamed", "list_as_group"], {"where": [where("gears", "=", 3)]},
     only(where("gears", "=", 3))),
    (["null_dropped"] * 3, {"filter": {}, "sort": [], "limit": None}, {}),
    (["condition_as_group"], {"filter": where("gears", "=", 3)}, only(where("gears", "=", 3))),
    (["group_spelled_out"], {"filter": {"op": "or", "conditions": [where("gears", "=", 3),
                                                                    where("gears", "=", 7)]}},
     {"filter": {"or": [where("gears", "=", 3), where("gears", "=", 7)]}}),
    (["group_flattened"], only({"and": [where("gears", "=", 3), where("gears", "=", 7)]}),
     only(where("gears", "=", 3), where("gears", "=", 7))),
    (["group_emptied"], only({"and": []}, where("gears", "=", 3)), only(where("gears", "=", 3))),
    (["not_inverted"], {"filter": {"not": where("kind", "=", "city")}},
     only(where("kind", "!=", "city"))),
    (["field_renamed"], only(where("Speeds", "=", 3)), only(where("gears", "=", 3))),
    (["field_renamed"], only(where("built on", "missing")), only(where("built", "missing"))),
    (["op_renamed"], only(where("price", "gte", 3)), only(where("price", ">=", 3))),
    (["op_renamed"], only(where("price", "less than", 3)), only(where("price", "<", 3))),
    (["op_by_value"], only(where("kind", "=", ["city", "cargo"])),
     only(where("kind", "in", ["city", "cargo"]))),
    (["op_by_value"], only({"field": "gears", "op": "=", "value": None}),
     only(where("gears", "missing"))),
    (["op_by_type"], only(where("tags", "contains", "sale")), only(where("tags", "=", "sale"))),
    (["op_by_type"], only({"field": "electric", "op": "!=", "value": True}),
     only({"field": "electric", "op": "=", "value": False})),
    (["value_dropped"], only(where("gears", "exists", True)), only(where("gears", "exists"))),
    (["bounds_listed"], only(where("price", "between", {"min": 3, "max": 9})),
     only(where("price", "between", [3, 9]))),
    (["op_by_value"], only(where("price", "between", [None, 9])), only(where("price", "<=", 9))),
    (["bounds_swapped"], only(where("price", "between", [9, 3])),
     only(where("price", "between", [3, 9]))),
    (["number_read"], only(where("price", "<", "900k")), only(where("price", "<", 900_000))),
    (["number_read"], only(where("price", "<", "$1.2M")), only(where("price", "<", 1_200_000))),
    (["number_read"], only(where("price", "<", "1,200.50 USD")),
     only(where("price", "<", 1200.5))),
    (["number_read"], only(where("weight", "<", "15 kg")), only(where("weight", "<", 15))),
    (["text_written"], only(where("model", "contains", 500)),
     only(where("model", "contains", "500"))),
    (["choice_matched"], only(where("kind", "=", "Town Bike")), only(where("kind", "=", "city"))),
    (["flag_read"], only(where("electric", "=", "yes")), only(where("electric", "=", True))),
    (["day_read"], only(where("built", "<", "Nov 2nd, 2025")),
     only(where("built", "<", "2025-11-02"))),
    (["day_read"], only(where("built", ">", "30 days ago")),
     only(where("built", ">", "2026-10-23"))),
    (["moment_read"], only(where("serviced", ">", "2026-11-22T16:00:00+02:00")),
     only(where("serviced", ">", "2026-11-22T14:00"))),
    (["list_wrapped", "order_read"], {"sort": "-price"},
     {"sort": [{"field": "price", "order": "descending"}]}),
    (["order_read"] * 2, {"sort": [{"price": "desc"}]},
     {"sort": [{"field": "price", "order": "descending"}]}),
    (["order_read"], {"sort": [{"field": "price", "order": "DESC"}]},
     {"sort": [{"field": "price", "order": "descending"}]}),
    (["measure_read", "list_wrapped"], {"measures": "count"}, {"measures": [{"op": "count"}]}),
    (["measure_read"], {"measures": [{"op": "avg", "field": "price"}]},
     {"measures": [{"op": "average", "field": "price"}]}),
    (["measure_read"] * 2, {"measures": ["avg(price)"]},
     {"measures": [{"op": "average", "field": "price"}]}),
    (["measure_read"] * 2, {"measures": [{"max": "price"}]},
     {"measures": [{"op": "most", "field": "price"}]}),
    (["order_read"], {"group": ["kind"], "measures": [{"op": "count"}],
                      "sort": [{"field": "count", "order": "descending"}]},
     {"group": ["kind"], "measures": [{"op": "count"}],
      "sort": [{"op": "count", "order": "descending"}]}),
    (["order_read"] * 2, {"group": ["kind"], "measures": [{"op": "average", "field": "price"}],
                          "sort": ["-average_price"]},
     {"group": ["kind"], "measures": [{"op": "average", "field": "price"}],
      "sort": [{"op": "average", "field": "price", "order": "descending"}]}),
    (["choice_matched"], only(where("kind", "=", "Freights")), only(where("kind", "=", "cargo"))),
    (["unit_read"], {"time": {"field": "built", "last": 3, "unit": "days"}},
     {"time": {"field": "built", "last": 3, "unit": "day"}}),
    (["limit_read"], {"limit": "10"}, {"limit": 10}),
    (["limit_read"], {"limit": 5000}, {"limit": 1000}),
    (["count_added"], {"group": ["kind"]}, {"group": ["kind"], "measures": [{"op": "count"}]}),
    (["sort_dropped"], {"measures": [{"op": "count"}],
                        "sort": [{"field": "price", "order": "ascending"}]},
     {"measures": [{"op": "count"}]}),
    (["repeat_dropped"], only(where("gears", "=", 3), where("gears", "=", 3)),
     only(where("gears", "=", 3))),
    (["list_unwrapped"], only(where("gears", "=", [3])), only(where("gears", "=", 3))),
]  # fmt: skip


@pytest.mark.parametrize("document", CLEAN, ids=str)
def test_what_is_right_passes_as_it_stands(document):
    checked = check_query(document, BIKES, correct=False)
    assert checked.faults == ()
    assert write_query(checked.query) == document


@pytest.mark.parametrize(("code", "pointer", "document"), FAULTY, ids=lambda each: str(each)[:60])
def test_what_is_wrong_has_a_code_and_a_place(code, pointer, document):
    checked = check_query(document, BIKES, now=NOW)
    assert checked.query is None
    assert (code, pointer) in [(fault.code, fault.pointer) for fault in checked.faults]
    assert all(len(fault.message) < 600 and fault.message.endswith(".") for fault in checked.faults)


@pytest.mark.parametrize(("codes", "document", "meant"), MENDED, ids=lambda each: str(each)[:60])
def test_what_is_nearly_right_is_corrected_and_counted(codes, document, meant):
    checked = check_query(document, BIKES, now=NOW)
    assert checked.faults == ()
    assert write_query(checked.query) == meant
    assert sorted(each.code for each in checked.corrections) == sorted(codes)
    strict = check_query(document, BIKES, now=NOW, correct=False)
    assert strict.query is None
    assert set(codes) <= {fault.code for fault in strict.faults}


def test_every_correction_has_a_case():
    shown = {code for codes, _, _ in MENDED for code in codes}
    assert set(CORRECTIONS) - shown == {"time_read"}


def test_a_count_may_carry_its_unit():
    document = {"time": {"field": "built", "last": "2 weeks"}}
    checked = check_query(document, BIKES, correct=True)
    assert write_query(checked.query) == {"time": {"field": "built", "last": 2, "unit": "week"}}
    assert {each.code for each in checked.corrections} == {"time_read", "unit_read"}
    wrong = {"time": {"field": "built", "last": "2 weeks", "unit": "day"}}
    assert [each.code for each in check_query(wrong, BIKES).faults] == ["bad_time"]


def test_a_word_that_several_fields_go_by_names_them():
    fields = [replace(BIKES.field(name), synonyms=("size",)) for name in ("gears", "weight")]
    [fault] = check_query(only(where("size", "=", 3)), replace(BIKES, fields=tuple(fields))).faults
    assert fault.code == "unknown_field"
    assert "gears, weight" in fault.message


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("last 30 days", {"last": 30, "unit": "day"}),
        ("Past_2_weeks", {"last": 2, "unit": "week"}),
        ("this month", {"this": "month"}),
        ("today", {"this": "day"}),
    ],
)
def test_times_are_read_from_words_where_there_is_one_date(words, meant):
    collection = BIKES.only({"built", "price"})
    checked = check_query({"time": words}, collection)
    assert write_query(checked.query) == {"time": {"field": "built", **meant}}
    assert "time_read" in {each.code for each in checked.corrections}


def test_fifty_groups_in_each_other_are_one_condition():
    nested = where("gears", ">", 3)
    for depth in range(50):
        nested = {"or" if depth % 2 else "and": [nested]}
    checked = check_query({"filter": nested}, BIKES)
    assert write_query(checked.query) == only(where("gears", ">", 3))


def test_groups_that_mean_something_may_not_stand_too_deep():
    nested = where("gears", ">", 3)
    for depth in range(6):
        nested = {"or" if depth % 2 else "and": [where("gears", "=", depth), nested]}
    assert [each.code for each in check_query({"filter": nested}, BIKES).faults] == ["too_deep"]


def test_no_depth_is_too_much():
    nested = where("gears", ">", 3)
    for _ in range(100_000):
        nested = {"and": [nested]}
    assert [each.code for each in check_query({"filter": nested}, BIKES).faults] == ["too_deep"]
    text = '{"filter":' + '{"and":[' * 5000
    assert [each.code for each in check_query(text, BIKES).faults] == ["not_json"]


def test_what_is_right_is_kept_beside_what_is_wrong():
    wrong, right = where("wheels", "=", 3), where("gears", "=", 3)
    assert write_query(check_query(only(wrong, right), BIKES).kept) == only(right)
    either = {"filter": {"or": [wrong, right]}}
    assert check_query(either, BIKES).kept == EVERYTHING


def test_a_field_that_is_hidden_is_unknown():
    hidden = BIKES.only({"gears", "kind"})
    [fault] = check_query(only(where("price", "<", 3)), hidden).faults
    assert (fault.code, "price" in fault.message) == ("unknown_field", True)
    [unheard_of] = check_query(only(where("prick", "<", 3)), hidden).faults
    assert unheard_of.message.replace("prick", "price") == fault.message


def test_what_a_model_wrote_is_quoted_inert_and_short():
    odd = "\x1b[31m\u202eegral\ud800" + "x" * 500
    [fault] = check_query(only(where(odd, "=", 3)), BIKES).faults
    assert fault.message.isprintable()
    assert len(fault.message) < 80


def test_relative_days_need_a_clock():
    [fault] = check_query(only(where("built", "=", "yesterday")), BIKES).faults
    assert fault.code == "bad_value"


@given(junk())
def test_nothing_raises(document):
    checked = check_query(document, BIKES, now=NOW)
    assert (checked.query is None) == bool(checked.faults)
    # What it says can be stored and sent.
    json.dumps([fault.message + fault.pointer for fault in checked.faults]).encode()
    "".join(fault.message + fault.pointer for fault in checked.faults).encode()


@given(st.text(max_size=200))
def test_no_text_raises(text):
    checked = check_query(text, BIKES, now=NOW)
    assert (checked.query is None) == bool(checked.faults)


@given(queries())
def test_a_query_is_read_back_as_it_was_written(query):
    checked = check_query(json.loads(json.dumps(write_query(query))), BIKES, correct=False)
    assert checked.faults == ()
    assert checked.query == query
