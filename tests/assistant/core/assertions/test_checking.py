"""A reply checked by all assertions: places, bounds, and hosts that fail."""

from itertools import repeat

import pytest

from assistant.core.assertions.checking import check_reply
from assistant.core.assertions.table import ASSERTIONS
from assistant.host import Assertion, Passage, Span
from tests.support.assertion_cases import build_reply


def find_word(word, code="shouting"):
    def find(reply):
        for passage in reply.passages:
            at = passage.text.find(word)
            while at >= 0:
                yield Span(passage, at, at + len(word))
                at = passage.text.find(word, at + 1)

    return Assertion(code=code, notice="Nobody shouts here.", find=find)


def check(text, *own, **case):
    return check_reply(build_reply({"text": text, **case}), own)


def cut(text, finding):
    """What a browser marks: offsets are UTF-16 units."""
    units = text.encode("utf-16-le")
    return units[2 * finding.start : 2 * finding.end].decode("utf-16-le")


def test_ours_and_the_hosts_run_side_by_side():
    found = check("Hi [Name], STOP it.", find_word("STOP"))
    assert [(each.code, each.start, each.end) for each in found] == [
        ("placeholder", 3, 9),
        ("shouting", 11, 15),
    ]
    assert found[1].notice == "Nobody shouts here."


def test_places_are_told_in_utf16_units():
    text = "🏡🏡 é [Name] 👩‍👧 {{x}}"
    assert [cut(text, each) for each in check(text)] == ["[Name]", "{{x}}"]


def test_a_place_in_a_widget_has_its_pointer():
    (found,) = check("Hi 🏡 [Name]", draft=True)
    assert found.pointer == "/body"
    assert (found.start, found.end) == (6, 12)


def test_the_whole_reply_has_no_place():
    (found,) = check(" … ")
    assert (found.code, found.block, found.start, found.end) == ("empty", None, 0, 0)


def test_findings_stand_in_the_order_of_the_reply_after_those_of_the_whole():
    whole = Assertion(code="zzz", notice="All of it.", find=lambda reply: [None])
    found = check("STOP [Name] STOP", find_word("STOP"), whole)
    assert [each.code for each in found] == ["zzz", "shouting", "placeholder", "shouting"]


def test_the_same_place_is_told_once_for_a_code():
    once, again = find_word("STOP"), find_word("STOP")
    other = find_word("STOP", code="other")
    assert [each.code for each in check("STOP", once, again, other)] == ["other", "shouting"]


def test_a_hundred_of_a_code_are_enough():
    found = check("STOP [Name] " * 120, find_word("STOP"))
    assert [each.code for each in found].count("shouting") == 100
    assert len(found) == 200


def test_three_hundred_in_all_are_enough():
    own = [find_word("STOP", code=f"code_{number}") for number in range(9)]
    assert len(check("STOP " * 50, *own)) == 300


def test_one_that_never_ends_is_left():
    def find(reply):
        return repeat(Span(reply.passages[0], 0, 1))

    endless = Assertion(code="endless", notice="On and on.", find=find)
    assert len(check("Hello.", endless)) == 1


def break_down(reply):
    yield Span(reply.passages[0], 0, 2)
    raise RuntimeError("the host's own mistake")


@pytest.mark.parametrize(
    ("find", "kept"),
    [
        (break_down, 1),
        (lambda reply: 1 / 0, 0),
        (lambda reply: None, 0),
        (lambda reply: [Span(reply.passages[0], 3, 99)], 0),
        (lambda reply: [Span(reply.passages[0], 2, 2)], 0),
        (lambda reply: [Span(Passage("elsewhere", "Hello"), 0, 2)], 0),
        (lambda reply: ["STOP"], 0),
    ],
)
def test_one_that_fails_costs_only_itself(find, kept):
    faults = []
    broken = Assertion(code="broken", notice="Broken.", find=find)
    found = check_reply(
        build_reply({"text": "STOP it."}),
        [broken, find_word("STOP")],
        report=lambda code, fault: faults.append((code, fault)),
    )
    assert [each.code for each in found] == ["broken"] * kept + ["shouting"]
    ((code, fault),) = faults
    assert code == "broken"
    assert isinstance(fault, Exception)


def test_a_fault_that_nobody_asks_for_is_no_fault_of_the_reply():
    assert (
        check("Hello.", Assertion(code="broken", notice="Broken.", find=lambda reply: 1 / 0)) == ()
    )


def test_every_code_is_told_apart():
    codes = [each.code for each in ASSERTIONS]
    assert len(set(codes)) == len(codes)
    assert all(each.notice.endswith(".") for each in ASSERTIONS)
