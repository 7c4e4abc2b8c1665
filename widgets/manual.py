"""Writes the manual that teaches a model the reply format, from the catalog alone. No I/O.

The same catalog gives the same bytes: the manual is part of what a prompt version is hashed over.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from widgets.catalog import Catalog
from widgets.definition import Definition

_RULES = """\
# How to reply

Write Markdown prose. Where a widget says it better, put a widget block between paragraphs: a line
of three backticks, the word widget and its name; one JSON object; a line of three backticks.

- Write only the fields listed below. A field that holds an id takes exactly an id that a tool
  returned or an earlier block holds; the CRM adds the rest of the record by itself.
- Never write an id in prose, and never repeat in prose what a widget already shows.
- Never write a figure no tool returned. A figure in a widget is pointed to, by the handle of a tool
  result (r1, r2, ...) and JSON pointers into it.
- Do not indent a block by four spaces, quote it, or put anything else on its fence lines.
- Without a fitting widget, write prose.

# Widgets
"""


def write_manual(catalog: Catalog) -> str:
    """The manual for every current widget of `catalog`, in Markdown."""
    return _RULES + "".join(_describe(definition) for definition in catalog.current.values())


def write_block(name: str, payload: Mapping[str, Any]) -> str:
    """A widget block as a model should write it, without a line end after its closer."""
    source = json.dumps(payload, ensure_ascii=False)
    return f"```widget {name}\n{source}\n```"


def _describe(definition: Definition) -> str:
    fields = "\n".join(_describe_fields(definition.schema.document, "- "))
    example = write_block(definition.name, definition.examples[-1])
    wrong = "".join(
        f"Wrong: {json.dumps(each.payload, ensure_ascii=False)} - {each.why}\n"
        for each in definition.counterexamples[:1]
    )
    return f"\n## {definition.name}\n\n{definition.description}\n\n{fields}\n\n{example}\n\n{wrong}"


def _describe_fields(schema: Mapping[str, Any], bullet: str) -> Iterator[str]:
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        need = "" if name in required else ", optional"
        about = field.get("description", "")
        yield f"{bullet}`{name}` ({_describe_type(field)}{need}){': ' if about else ''}{about}"
        inner = field.get("items", field)
        if "properties" in inner:
            yield from _describe_fields(inner, "  " + bullet)


def _describe_type(field: Mapping[str, Any]) -> str:
    if "x-ref" in field:
        return f"id of one {field['x-ref']}"
    if "enum" in field:
        return "one of " + ", ".join(json.dumps(value) for value in field["enum"])
    if field.get("type") == "array":
        least, most = field.get("minItems", 0), field.get("maxItems", "any")
        return f"list of {least}-{most}: {_describe_type(field['items'])}"
    if "maxLength" in field:
        return f"text, at most {field['maxLength']} characters"
    return str(field.get("type", "any"))
