"""The schema and the checker speak one language."""

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given

from assistant.core.query.checking import check_query
from assistant.core.query.language import write_query
from assistant.core.query.schema import write_schema
from tests.assistant.core.query.queries import junk, queries
from tests.assistant.core.query.test_checking import CLEAN, FAULTY
from tests.support.bike_collection import BIKES

VALIDATOR = jsonschema.Draft202012Validator(write_schema(BIKES))

# What no schema says, and what only the calendar knows.
BEYOND = {"too_deep", "sort_not_in_rows", "bad_value", "too_many"}


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(write_schema(BIKES))
    bare = replace(BIKES, fields=BIKES.fields[:1], examples=())
    jsonschema.Draft202012Validator.check_schema(write_schema(bare))


@pytest.mark.parametrize("document", CLEAN, ids=str)
def test_what_is_clean_is_valid(document):
    VALIDATOR.validate(document)


@pytest.mark.parametrize(
    "document", [document for code, _, document in FAULTY if code not in BEYOND], ids=str
)
def test_what_is_wrong_is_not(document):
    assert not VALIDATOR.is_valid(document)


@given(queries())
def test_every_query_is_valid(query):
    VALIDATOR.validate(json.loads(json.dumps(write_query(query))))


@given(junk())
def test_what_is_valid_by_the_schema_alone_lacks_little(document):
    if VALIDATOR.is_valid(document):
        faults = check_query(document, BIKES, correct=False).faults
        allowed = {*BEYOND, "group_flattened", "count_added", "sort_dropped", "repeat_dropped"}
        assert {fault.code for fault in faults} <= {*allowed, "bounds_swapped"}
