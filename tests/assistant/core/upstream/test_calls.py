"""Fragments of calls, as vendors send and break them, to calls."""

import pytest

from assistant.core.upstream.calls import MAX_CALLS, MAX_SIZE, AssembledCall, CallAssembler
from assistant.core.upstream.chunks import CallFragment


def assemble(*fragments: tuple[int, str, str, str]) -> tuple[AssembledCall, ...]:
    """Calls from (index, id, name, arguments) each."""
    assembler = CallAssembler()
    for fragment in fragments:
        assembler.receive(CallFragment(*fragment))
    return assembler.finish()


def assemble_arguments(source: str) -> AssembledCall:
    (call,) = assemble((0, "c1", "find", source))
    return call


def test_fragments_of_one_index_are_one_call():
    calls = assemble((0, "c1", "find", ""), (0, "", "", '{"a":'), (0, "", "", " 1}"))
    assert calls == (AssembledCall(0, "c1", "find", '{"a": 1}', {"a": 1}, None),)


def test_interleaved_indexes_are_kept_apart():
    first, second = assemble(
        (0, "c1", "a", '{"x"'), (1, "c2", "b", '{"y"'), (0, "", "", ": 1}"), (1, "", "", ": 2}")
    )
    assert (first.arguments, second.arguments) == ({"x": 1}, {"y": 2})


def test_an_id_in_every_fragment_is_one_call():
    (call,) = assemble((0, "c1", "find", '{"a"'), (0, "c1", "find", ": 1}"))
    assert (call.name, call.arguments) == ("find", {"a": 1})


def test_a_new_id_on_the_same_index_is_a_new_call():
    calls = assemble((0, "c1", "a", "{}"), (0, "c2", "b", '{"x":'), (0, "", "", " 1}"))
    assert [(call.index, call.id, call.name) for call in calls] == [(0, "c1", "a"), (1, "c2", "b")]
    assert calls[1].arguments == {"x": 1}


def test_a_known_id_on_a_reused_index_finds_its_call():
    first, second = assemble(
        (0, "c1", "a", '{"x":'), (0, "c2", "b", '{"y":'), (0, "c1", "", "1}"), (0, "c2", "", "2}")
    )
    assert (first.arguments, second.arguments) == ({"x": 1}, {"y": 2})


def test_an_id_and_a_name_may_come_late():
    (call,) = assemble((0, "", "", '{"a"'), (0, "", "find", ": "), (0, "c1", "", "1}"))
    assert (call.id, call.name, call.arguments) == ("c1", "find", {"a": 1})


def test_missing_ids_are_made_and_always_the_same():
    fragments = [(0, "", "a", "{}"), (1, "", "b", "{}")]
    assert [call.id for call in assemble(*fragments)] == ["call_1", "call_2"]
    assert assemble(*fragments) == assemble(*fragments)


def test_a_made_id_is_not_one_that_is_taken():
    calls = assemble((0, "", "a", "{}"), (1, "call_1", "b", "{}"))
    assert [call.id for call in calls] == ["call_1_", "call_1"]


@pytest.mark.parametrize("source", ["", "  ", "{}", " { } ", '{}""'])
def test_no_arguments_are_an_empty_object(source):
    call = assemble_arguments(source)
    assert (call.arguments, call.fault) == ({}, None)


@pytest.mark.parametrize(
    "source",
    [
        '{"a": 1}{"a": 1}',
        "{}{}",
        '{"a": 1}"',
        '{"a": 1}""',
        '{"a": 1',
        '{"a": "\ufffd',
        '"{}"',
        "[]",
        "null",
        "hello",
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        '{"a": "\\u0000"}',
        '{"a": "\\ud800"}',
        '```json\n{"a": 1}\n```',
        '{"a": ' * 21 + "1" + "}" * 21,
    ],
)
def test_anything_but_one_strict_object_is_a_fault(source):
    call = assemble_arguments(source)
    assert (call.source, call.arguments) == (source, None)
    assert call.fault is not None
    assert call.fault.startswith("The arguments are not one JSON object: ")


def test_a_call_that_never_got_a_name_is_a_fault():
    (call,) = assemble((0, "c1", "", "{}"))
    assert (call.arguments, call.fault) == (None, "The call does not name a tool.")


def test_two_names_in_one_call_are_a_fault():
    (call,) = assemble((0, "", "a", ""), (0, "", "b", "{}"))
    assert (call.arguments, call.fault) == (None, "The call names more than one tool.")


def test_one_id_on_two_indexes_is_a_fault_of_both():
    calls = assemble((0, "c1", "a", "{}"), (1, "c1", "a", "{}"))
    assert [call.fault for call in calls] == ["The id c1 is used for more than one call."] * 2
    assert [call.id for call in calls] == ["c1", "call_2"]


def test_an_id_that_changes_within_a_call_is_a_fault():
    calls = assemble((0, "c1", "find", ""), (0, "c2", "find", '{"a": 1}'))
    assert calls[0].fault == "It is not clear whether this is a call of its own."


def test_an_id_that_changes_with_every_fragment_is_a_fault():
    calls = assemble((0, "c1", "find", '{"a"'), (0, "c2", "", ": 1"), (0, "c3", "", "}"))
    assert all(call.fault for call in calls)


def test_the_arguments_of_a_round_have_a_limit_together():
    half = '{"a": "' + "x" * (MAX_SIZE // 2) + '"}'
    assert assemble((0, "c1", "a", half))[0].fault is None
    first, second = assemble((0, "c1", "a", half), (1, "c2", "b", half))
    assert first.fault == second.fault == "Make at most 64 calls, of 262144 characters together."


def test_endless_arguments_are_not_kept():
    (call,) = assemble(*[(0, "c1", "a", "x" * 1024)] * 1024)
    assert len(call.source) < MAX_SIZE + 1024
    assert call.fault is not None


def test_endless_calls_are_not_kept():
    calls = assemble(*[(index, "", "a", "{}") for index in range(1000)])
    assert len(calls) == MAX_CALLS + 1
    assert all(call.fault for call in calls)


def test_a_round_without_calls_has_none():
    assert assemble() == ()
