"""The shapes of our own files are themselves good schemas, and fit the files we ship."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.widgets.builders import definition_file, kind_file
from widgets.metaschemas import DEFINITION, MARKS, RECORD_KIND

ROOT = Path(__file__).parents[2]
DEFINITIONS = sorted(ROOT.glob("*/definitions/*.json"))
KINDS = sorted(ROOT.glob("*/records/*.json"))
SHAPES = {"definition": DEFINITION, "record kind": RECORD_KIND, **MARKS}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_shape_is_a_schema_of_2020_12(shape: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(shape)


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_a_definition_we_ship_fits(path: Path) -> None:
    jsonschema.validate(json.loads(path.read_text("utf-8")), DEFINITION)


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_a_record_kind_we_ship_fits(path: Path) -> None:
    jsonschema.validate(json.loads(path.read_text("utf-8")), RECORD_KIND)


def test_the_files_of_the_tests_fit() -> None:
    jsonschema.validate(definition_file(), DEFINITION)
    jsonschema.validate(kind_file(), RECORD_KIND)
