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
    return f"```widget {name}\n{_write(payload)}\n```"


def _describe(definition: Definition) -> str:
    fields = "\n".join(_describe_fields(definition.schema.document, "- "))
    example = write_block(definition.name, definition.examples[-1])
    wrong = "".join(
        f"Wrong: {_write(each.payload)} - {each.why}\n" for each in definition.counterexamples[:1]
    )
    return f"\n## {definition.name}\n\n{definition.description}\n\n{fields}\n\n{example}\n\n{wrong}"


def _describe_fields(schema: Mapping[str, Any], bullet: str) -> Iterator[str]:
    required = schema.get("required", ())
    for name, stated in schema["properties"].items():
        field = _said(stated)
        need = "" if name in required else ", optional"
        about = field.get("description", "")
        yield f"{bullet}`{name}` ({_describe_type(field)}{need}){': ' if about else ''}{about}"
        inner = _said(field.get("items", field))
        if "properties" in inner:
            yield from _describe_fields(inner, "  " + bullet)


def _describe_type(field: Mapping[str, Any]) -> str:
    if "x-ref" in field:
        return f"id of one {field['x-ref']}"
    if "enum" in field:
        return "one of " + ", ".join(_write(value) for value in field["enum"])
    if field.get("type") == "array":
        least, most = field.get("minItems", 0), field.get("maxItems", "any number")
        return f"list of {least} to {most}: {_describe_type(_said(field.get('items')))}"
    if "maxLength" in field:
        return f"text, at most {field['maxLength']} characters"
    types = field.get("type", "any")
    return types if isinstance(types, str) else " or ".join(types)


def _said(schema: Any) -> Mapping[str, Any]:
    """What a schema says; `true`, which is one too, says nothing."""
    return schema if isinstance(schema, Mapping) else {}


def _write(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
