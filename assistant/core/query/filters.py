"""Reads a filter: conditions in groups, flattened as far as that changes nothing. No I/O."""

from collections.abc import Sequence
from typing import Any

from assistant.core.query.conditions import KEYS, read_condition
from assistant.core.query.corrections import GROUP_KEYS, plain
from assistant.core.query.fields import FieldType
from assistant.core.query.language import (
    DEEPEST_GROUP,
    MOST_CONDITIONS,
    Condition,
    Group,
    Joint,
    Scalar,
)
from assistant.core.query.notes import Reading, pointer_to, show
from assistant.core.query.operators import OPERATORS, OPPOSITES
from assistant.core.query.shapes import read_list

# Deeper than anything that could be flattened to a query, and far from Python's own limit.
_DEEPEST_GIVEN = 60
_SPELLED_OUT = ("conditions", "filters", "rules", "children")
_JOINT_KEYS = ("op", "operator", "combination", "combinator", "type", "joint", "logic")

Part = Condition | Group


def read_filter(reading: Reading, given: Any, pointer: str) -> Group | None:
    """The filter as one group, or None if it says nothing.

    What cannot be read is left out with a fault; of a group of which any must hold, all of it.
    """
    if isinstance(given, list):
        reading.mend("list_as_group", pointer, 'A list of conditions is {"and": [...]}.')
        part = _read_group(reading, Joint.AND, given, (pointer, 0))
    else:
        part = _read_part(reading, given, (pointer, 0))
    if isinstance(part, Condition):
        if isinstance(given, dict) and not _is_group(given):
            reading.mend("condition_as_group", pointer, 'A condition stands in {"and": [...]}.')
        part = Group(Joint.AND, (part,))
    if part is not None and _measure_depth(part) > DEEPEST_GROUP:
        message = f"At most {DEEPEST_GROUP} groups may stand in each other."
        reading.fault("too_deep", pointer, message)
        return None
    return part


def _read_part(reading: Reading, given: Any, place: tuple[str, int]) -> Part | None:
    pointer, depth = place
    if depth > _DEEPEST_GIVEN:
        message = f"At most {DEEPEST_GROUP} groups may stand in each other."
        reading.fault("too_deep", pointer, message)
        return None
    if _is_group(given):
        return _read_joint(reading, given, place)
    reading.conditions += 1
    if reading.conditions > MOST_CONDITIONS:
        if reading.conditions == MOST_CONDITIONS + 1:
            message = f"At most {MOST_CONDITIONS} conditions may be asked at once."
            reading.fault("too_many", pointer, message)
        return None
    return read_condition(reading, given, pointer)


def _is_group(given: Any) -> bool:
    if not isinstance(given, dict) or len(given) > 4:
        return False
    names = {_name_joint(key) for key in given}
    return bool(names & {"and", "or", "not"}) or _find_spelled_out(given) is not None


def _name_joint(key: Any) -> str:
    word = plain(key) if isinstance(key, str) and len(key) < 16 else ""
    return GROUP_KEYS.get(word, word)


def _find_spelled_out(given: dict[str, Any]) -> tuple[str, str] | None:
    """The keys of the joint and of the list, where a group is written by op and conditions."""
    lists = [key for key in _SPELLED_OUT if isinstance(given.get(key), list)]
    joints = [key for key in _JOINT_KEYS if isinstance(given.get(key), str)]
    joints = [key for key in joints if _name_joint(given[key]) in ("and", "or")]
    return (joints[0], lists[0]) if len(lists) == len(joints) == 1 and len(given) == 2 else None


def _read_joint(reading: Reading, given: dict[str, Any], place: tuple[str, int]) -> Part | None:
    pointer, depth = place
    if spelled := _find_spelled_out(given):
        reading.mend("group_spelled_out", pointer, 'A group is {"and": [...]} or {"or": [...]}.')
        joint, inner, at = _name_joint(given[spelled[0]]), given[spelled[1]], spelled[1]
    elif len(given) > 1:
        listed = ", ".join(show(key) for key in given)
        message = (
            f"A group has one key, and, or; a condition has {', '.join(KEYS.known)}. Not {listed}."
        )
        reading.fault("ambiguous_group", pointer, message)
        return None
    else:
        [(at, inner)] = given.items()
        joint = _name_joint(at)
        if at != joint:
            message = f'{show(at)} is called "{joint}".'
            reading.mend("key_renamed", pointer_to(pointer, at), message)
    there = (pointer_to(pointer, at), depth + 1)
    if joint == "not":
        return _read_not(reading, inner, there)
    return _read_group(reading, Joint(joint), inner, there)


def _read_not(reading: Reading, given: Any, place: tuple[str, int]) -> Part | None:
    pointer, depth = place
    if isinstance(given, list) and len(given) == 1:
        given, pointer = given[0], pointer_to(pointer, 0)
    before = reading.failed
    part = _read_part(reading, given, (pointer, depth))
    if isinstance(part, Condition) and (turned := _turn(reading, part)):
        reading.mend("not_inverted", pointer, f'Not "{part.op}" is "{turned.op}".')
        return turned
    if reading.failed == before:
        message = 'There is no "not"; use the opposite op of each condition.'
        reading.fault("not_a_group", pointer, message)
    return None


def _turn(reading: Reading, condition: Condition) -> Condition | None:
    field = reading.collection.field(condition.field)
    if field is not None and field.type is FieldType.FLAG:
        return Condition(condition.field, condition.op, not condition.value)
    op = OPPOSITES.get(condition.op)
    if op is None or field is None or op not in OPERATORS[field.type]:
        return None
    value: Scalar | tuple[Scalar, ...] | None = condition.value
    return Condition(condition.field, op, value)


def _read_group(reading: Reading, joint: Joint, given: Any, place: tuple[str, int]) -> Part | None:
    pointer, depth = place
    before = reading.failed
    members = read_list(reading, given, pointer, MOST_CONDITIONS)
    parts = [_read_part(reading, each, (at, depth)) for at, each in members]
    if joint is Joint.OR and reading.failed > before:
        # To ask for less than what was wished would be another question.
        return None
    flat = _flatten(reading, joint, [each for each in parts if each is not None], pointer)
    once = tuple(dict.fromkeys(flat))
    if len(once) < len(flat):
        reading.mend("repeat_dropped", pointer, "The same condition stands here twice.")
    if not once:
        if reading.failed == before:
            reading.mend("group_emptied", pointer, "A group without conditions says nothing.")
        return None
    if len(once) == 1:
        if depth > 1 or joint is Joint.OR or isinstance(once[0], Group):
            reading.mend("group_flattened", pointer, "A group of one is that one.")
        return once[0]
    return Group(joint, once)


def _flatten(reading: Reading, joint: Joint, parts: Sequence[Part], pointer: str) -> list[Part]:
    flat: list[Part] = []
    for part in parts:
        if isinstance(part, Group) and part.op is joint:
            message = f'"{joint}" in "{joint}" is one group.'
            reading.mend("group_flattened", pointer, message)
            flat += part.conditions
        else:
            flat.append(part)
    return flat


def _measure_depth(part: Part) -> int:
    if isinstance(part, Condition):
        return 0
    return 1 + max(_measure_depth(each) for each in part.conditions)
