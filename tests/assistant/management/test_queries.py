"""What a terminal shows of a wish: words, the query, notes, and rows that command nothing."""

from assistant.core.query.asks import Asking
from assistant.core.query.checking import check_query
from assistant.engine.searching import Found, NotFound
from assistant.management.queries import print_answer
from assistant.runtime.asking import Answer
from tests.support.bike_collection import BIKES, only, where


def answer(outcome, result=None, left_out=0):
    return Answer(id="1", collection=BIKES, outcome=outcome, result=result, left_out=left_out)


def test_a_query_its_corrections_and_rows():
    checked = check_query(only(where("price", "<", "0.9k")), BIKES)
    outcome = Asking(state="corrected", query=checked.query, corrections=checked.corrections)
    rows = [{"model": "Her\x1b[31mon", "price": 90000}, {"model": "Wren"}]
    said = print_answer(answer(outcome, Found(rows, 7, cut=True), left_out=12))
    assert said.splitlines() == [
        "Price below 900 USD",
        '{"filter": {"and": [{"field": "price", "op": "<", "value": 900}]}}',
        "[corrected]",
        '[number_read] at /filter/and/0/value: "0.9k" is 900.',
        "[!] The last 12 characters were not read.",
        "",
        "model       price",
        "Her\ufffd[31mon  90,000",
        "Wren        -",
        "(2 of 7, more were left out)",
    ]


def test_a_question_a_fault_and_a_search_that_failed():
    said = print_answer(answer(Asking(state="question", question="Which one?")))
    assert said == "Which one?\n[question]\n"
    failed = Asking(state="failed", code="unreachable", notice="Try again.")
    assert print_answer(answer(failed)) == "[failed] unreachable Try again.\n"
    checked = check_query(only(where("wheels", "=", 2), where("gears", "=", 3)), BIKES)
    partial = Asking(state="partial", query=checked.kept, faults=checked.faults)
    said = print_answer(answer(partial, NotFound("timed_out", "Too slow.")))
    assert '[!] unknown_field at /filter/and/0/field: There is no field "wheels".' in said
    assert said.endswith("[!] timed_out: Too slow.\n")


def test_nothing_found_is_said():
    said = print_answer(answer(Asking(state="clean"), Found([], None)))
    assert said == "[clean]\n(0)\n"
