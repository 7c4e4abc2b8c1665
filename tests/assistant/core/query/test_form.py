"""A query becomes a form and comes back; what a form cannot show is told and kept."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.query.checking import check_query
from assistant.core.query.form import read_form, write_form
from assistant.core.query.language import write_query
from tests.assistant.core.query.queries import queries
from tests.support.bike_collection import BIKES, NOW, only, where


def read(document):
    checked = check_query(document, BIKES, now=NOW)
    assert checked.faults == ()
    return checked.query


@given(queries())
def test_a_form_gives_its_query_back(query):
    form = write_form(query, BIKES)
    again = check_query(read_form(form.pairs, BIKES), BIKES, correct=False)
    assert again.faults == ()
    assert again.query == query


def test_lines_are_flat():
    form = write_form(read(only(where("price", "<=", 900), where("electric", "=", True))), BIKES)
    assert form.joint == "and"
    assert [(row.field, row.op, row.values) for row in form.rows] == [
        ("price", "<=", ("900",)),
        ("electric", "=", ("true",)),
    ]
    assert form.rest == ()


def test_a_group_inside_is_told_and_kept():
    inner = {"or": [where("kind", "=", "cargo"), where("gears", "missing")]}
    query = read(only(where("price", "<=", 900), inner, where("electric", "=", True)))
    form = write_form(query, BIKES)
    assert [each.sentence for each in form.rest] == ["Kind is Cargo bike or Gears is not known"]
    pairs = [("0.value", "800") if name == "0.value" else (name, value)
             for name, value in form.pairs]  # fmt: skip
    changed = read(read_form(pairs, BIKES))
    assert write_query(changed) == only(
        where("price", "<=", 800), inner, where("electric", "=", True)
    )


def test_what_a_member_types_is_for_the_checker_to_judge():
    pairs = [("0.field", "price"), ("0.op", "<"), ("0.value", "900k")]
    checked = check_query(read_form(pairs, BIKES), BIKES)
    assert write_query(checked.query) == only(where("price", "<", 900_000))
    assert [each.code for each in checked.corrections] == ["number_read"]
    wrong = [("0.field", "price"), ("0.op", "<"), ("0.value", "cheap"), ("limit", "lots")]
    faults = check_query(read_form(wrong, BIKES), BIKES).faults
    assert [fault.code for fault in faults] == ["bad_value", "bad_limit"]


def test_blank_lines_say_nothing():
    blank = [("0.field", "price"), ("0.op", "<"), ("0.value", " "), ("1.field", ""), ("and", "or")]
    blank += [("time.field", "built"), ("time.is", "last"), ("time.count", ""), ("sort", "")]
    assert read_form(blank, BIKES) == {}
    assert read_form([("csrf", "x"), ("page", "2")], BIKES) == {}


NAMES = st.sampled_from(
    [
        "and",
        "0.field",
        "0.op",
        "0.value",
        "0.rest",
        "1.field",
        "9999.field",
        "time.field",
        "time.is",
        "time.count",
        "time.unit",
        "time.from",
        "group",
        "measure",
        "sort",
        "limit",
    ]
)
SAID = st.sampled_from(["price", "between", "last", "-count:", "³", "sum:price", "{}", "[[", "or"])


@given(st.lists(st.tuples(NAMES | st.text(), SAID | st.text()), max_size=20))
def test_no_form_raises(pairs):
    check_query(read_form(pairs, BIKES), BIKES, now=NOW)
