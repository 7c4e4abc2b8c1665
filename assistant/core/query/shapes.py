"""Reads the shape of what was given: objects by their keys, lists, names of fields. No I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from assistant.core.query.corrections import find_all, look_up, plain
from assistant.core.query.fields import Field
from assistant.core.query.notes import Reading, pointer_to, show

_LONGEST_NAME = 64
_MOST_SUGGESTIONS = 5
_NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys an object may have, and other names they go by."""

    known: tuple[str, ...]
    renamed: Mapping[str, str]


def read_object(
    reading: Reading,
    given: Any,
    pointer: str,
    keys: Keys,
) -> dict[str, Any] | None:
    """The object's known keys by their own names, without those that say nothing.

    An unknown key is a fault; so is a key said twice, under two names.
    """
    if not isinstance(given, dict):
        reading.fault("not_an_object", pointer, f"An object belongs here, not {show(given)}.")
        return None
    found: dict[str, Any] = {}
    for key, value in given.items():
        name = key if key in keys.known else _rename(key, keys)
        if name is None:
            listed = ", ".join(keys.known)
            message = f"There is no key {show(key)} here. There are: {listed}."
            reading.fault("unknown_key", pointer, message)
        elif name in found:
            reading.fault("repeated_key", pointer, f'"{name}" is said twice, under two names.')
        else:
            if name != key:
                message = f'{show(key)} is called "{name}".'
                reading.mend("key_renamed", pointer_to(pointer, key), message)
            found[name] = value
    return found


def drop_nothings(reading: Reading, found: Mapping[str, Any], pointer: str) -> dict[str, Any]:
    """The keys that say something."""
    kept = {}
    for key, value in found.items():
        if any(value is each or (value == each and type(value) is type(each)) for each in _NOTHING):
            reading.mend("null_dropped", pointer_to(pointer, key), f'"{key}" says nothing.')
        else:
            kept[key] = value
    return kept


def read_list(reading: Reading, given: Any, pointer: str, most: int) -> list[tuple[str, Any]]:
    """Each thing of a list with its pointer; one that stands alone counts as a list of one."""
    if not isinstance(given, list):
        reading.mend("list_wrapped", pointer, "A list belongs here.")
        return [(pointer, given)]
    if len(given) > most:
        reading.fault("too_many", pointer, f"At most {most} belong here, not {len(given)}.")
    return [(pointer_to(pointer, place), each) for place, each in enumerate(given[:most])]


def drop_repeats(reading: Reading, found: Sequence[Any], pointer: str) -> tuple[Any, ...]:
    """Each thing once."""
    once = tuple(dict.fromkeys(found))
    if len(once) < len(found):
        reading.mend("repeat_dropped", pointer, "The same is said twice here.")
    return once


def read_field(reading: Reading, given: Any, pointer: str) -> Field | None:
    """The field of that name, or the only one that goes by it."""
    collection = reading.collection
    if not isinstance(given, str):
        reading.fault("bad_field", pointer, f"A field's name belongs here, not {show(given)}.")
        return None
    if (field := collection.field(given)) is not None:
        return field
    names = [(each, (each.name, each.label, *each.synonyms)) for each in collection.fields]
    found: list[Field] = find_all(given, names)
    if len(found) != 1:
        near = [each.name for each in found[:10]] or _suggest(reading, given)
        hint = f" Perhaps: {', '.join(near)}." if near else ""
        reading.fault("unknown_field", pointer, f"There is no field {show(given)}.{hint}")
        return None
    reading.mend("field_renamed", pointer, f"{show(given)} is the field {found[0].name}.")
    return found[0]


def _suggest(reading: Reading, given: str) -> list[str]:
    # Likeness costs milliseconds where there are hundreds of fields.
    if reading.failed >= _MOST_SUGGESTIONS:
        return []
    names = [each.name for each in reading.collection.fields]
    return get_close_matches(plain(given[:_LONGEST_NAME]), names, n=3)


def _rename(key: Any, keys: Keys) -> str | None:
    if not isinstance(key, str) or len(key) > _LONGEST_NAME:
        return None
    if plain(key) in keys.known:
        return plain(key)
    name: str | None = look_up(key, keys.renamed)
    return name
