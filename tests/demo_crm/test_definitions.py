"""The CRM's own widgets: their examples hold, their counterexamples fail, their words are fit."""

import json
from pathlib import Path

import jsonschema
import pytest

import demo_crm

FILES = sorted(Path(demo_crm.__file__).parent.glob("definitions/*.json"))
DEFINITIONS = [json.loads(path.read_text("utf-8")) for path in FILES]


def cases(key):
    return [
        pytest.param(definition["schema"], case, id=f"{definition['name']}-{index}")
        for definition in DEFINITIONS
        for index, case in enumerate(definition[key])
    ]


def test_a_file_is_called_what_it_defines():
    names = [definition["name"] for definition in DEFINITIONS]
    assert names == [path.stem for path in FILES]


@pytest.mark.parametrize(("schema", "payload"), cases("examples"))
def test_an_example_is_valid(schema, payload):
    jsonschema.Draft202012Validator(schema).validate(payload)


@pytest.mark.parametrize(("schema", "case"), cases("counterexamples"))
def test_a_counterexample_breaks_one_rule_where_it_says(schema, case):
    faults = list(jsonschema.Draft202012Validator(schema).iter_errors(case["payload"]))
    pointers = ["".join(f"/{step}" for step in fault.absolute_path) for fault in faults]
    assert pointers == [case["pointer"]]
    assert case["why"].endswith(".")


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each["name"])
def test_a_definition_teaches_enough(definition):
    assert len(definition["examples"]) >= 2
    assert len(definition["counterexamples"]) >= 3
    assert "`" not in definition["fallback"]
    assert definition["description"].endswith(".")
    assert all("description" in field for field in definition["schema"]["properties"].values())


def test_an_email_streams_its_body():
    [email] = [each for each in DEFINITIONS if each["name"] == "email_draft"]
    assert "body" in email["streams"]
