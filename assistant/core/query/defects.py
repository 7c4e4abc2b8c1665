"""Finds what is wrong with a collection before the first wish. No I/O."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.core.query.checking import check_query
from assistant.core.query.corrections import plain
from assistant.core.query.fields import Collection, Example, Field, FieldType
from assistant.core.query.language import LONGEST_QUESTION

_NAME = re.compile("[a-z][a-z0-9_]{0,63}")
_WITH_CHOICES = (FieldType.CHOICE, FieldType.TAGS)


def find_defects(collection: Collection) -> Iterator[str]:
    """What is wrong with a collection, a sentence each; its examples must be clean queries."""
    if not _NAME.fullmatch(collection.name):
        yield f"{collection.name!r} is no name: small letters, digits and _, at most 64."
    if not collection.fields:
        yield "It has no fields."
    for name, count in Counter(each.name for each in collection.fields).items():
        if count > 1:
            yield f"Two fields are named {name!r}."
    for field in collection.fields:
        yield from _look_at_field(field)
    for example in collection.examples:
        yield from _look_at_example(collection, example)


def _look_at_field(field: Field) -> Iterator[str]:
    if not _NAME.fullmatch(field.name):
        yield f"{field.name!r} is no name: small letters, digits and _, at most 64."
    if not field.label:
        yield f"The field {field.name!r} needs a label."
    if field.type is FieldType.CHOICE and not field.choices:
        yield f"The field {field.name!r} needs its choices."
    if field.choices and field.type not in _WITH_CHOICES:
        yield f"The field {field.name!r} is no choice and has choices."
    words = [
        word
        for choice in field.choices
        for word in {plain(each) for each in (choice.value, choice.label, *choice.synonyms) if each}
    ]
    for word, count in Counter(words).items():
        if count > 1:
            yield f"Two choices of {field.name!r} go by {word!r}."


def _look_at_example(collection: Collection, example: Example) -> Iterator[str]:
    told = f"The example {example.text!r}"
    if set(example.answer) == {"question"}:
        question = example.answer["question"]
        if not isinstance(question, str) or not 0 < len(question) <= LONGEST_QUESTION:
            yield f"{told} asks no question of at most {LONGEST_QUESTION} characters."
    else:
        for fault in check_query(example.answer, collection, correct=False).faults:
            yield f"{told} is wrong at {fault.pointer or '(the whole)'}: {fault.message}"
    if example.current is not None:
        for fault in check_query(example.current, collection, correct=False).faults:
            yield f"{told} begins wrong at {fault.pointer or '(the whole)'}: {fault.message}"
