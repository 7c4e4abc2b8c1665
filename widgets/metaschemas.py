"""What definition files and record-kind files must look like, as JSON Schema. No I/O."""

from typing import Any, Final

NAME = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 64}
_TEXT = {"type": "string", "minLength": 1, "pattern": "[^ \\t\\r\\n]"}
_FIELDS = {"type": "object", "additionalProperties": {"type": "object"}}

DEFINITION: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "version", "description", "schema", "fallback", "examples"],
    "properties": {
        "name": NAME,
        "version": {"type": "integer", "minimum": 1},
        "description": _TEXT,
        "schema": {
            "type": "object",
            "required": ["type", "additionalProperties", "properties"],
            "properties": {
                "type": {"const": "object"},
                "additionalProperties": {"const": False},
                "properties": _FIELDS,
            },
        },
        "streams": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "actions": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "label", "tool", "input"],
                "properties": {
                    "name": NAME,
                    "label": _TEXT,
                    "tool": NAME,
                    "input": {"type": "object"},
                },
            },
        },
        "fallback": _TEXT,
        "examples": {"type": "array", "minItems": 1, "items": {"type": "object"}},
        "counterexamples": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["payload", "code", "pointer", "why"],
                "properties": {
                    "payload": {"type": "object"},
                    "code": {"const": "schema"},
                    "pointer": {"type": "string"},
                    "why": _TEXT,
                },
            },
        },
    },
}

RECORD_KIND: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["kind", "title", "route", "schema"],
    "properties": {
        "kind": NAME,
        "title": {"type": "string", "pattern": "^/"},
        "route": {"type": "string", "pattern": "^/[^/\\\\]"},
        "schema": {
            "type": "object",
            "required": ["type", "properties"],
            "properties": {"type": {"const": "object"}, "properties": _FIELDS},
        },
    },
}

_STRING: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type"],
    "properties": {"type": {"const": "string"}},
}

_COLUMNS: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "items"],
    "properties": {
        "type": {"const": "array"},
        "items": {
            "type": "object",
            "required": ["type", "required", "properties"],
            "properties": {
                "type": {"const": "object"},
                "required": {"contains": {"const": "path"}},
                "properties": {"required": ["path"], "properties": {"path": _STRING}},
            },
        },
    },
}

# What a schema that marks values must say of them, so that they can be read as what they are.
MARKS: Final[dict[str, dict[str, Any]]] = {
    "x-ref": {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"const": "string"}, "x-ref": NAME},
    },
    "x-result": {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"const": "string"}, "x-result": {"const": True}},
    },
    "x-figures": {
        "type": "object",
        "required": ["type", "required", "properties"],
        "properties": {
            "x-figures": {"const": True},
            "type": {"const": "object"},
            "required": {
                "allOf": [{"contains": {"const": key}} for key in ("from", "rows", "columns")]
            },
            "properties": {
                "required": ["from", "rows", "columns"],
                "properties": {"from": _STRING, "rows": _STRING, "columns": _COLUMNS},
            },
        },
    },
    "x-row": {
        "type": "object",
        "required": ["type", "required", "properties"],
        "properties": {
            "x-row": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string", "pattern": "^/"},
            },
            "type": {"const": "object"},
            "required": {"allOf": [{"contains": {"const": key}} for key in ("from", "path")]},
            "properties": {
                "required": ["from", "path"],
                "properties": {"from": _STRING, "path": _STRING},
            },
        },
    },
}

# What a record kind may say of its values, so that figures in a text can be held against them.
VALUE_MARKS: Final[dict[str, dict[str, Any]]] = {
    "x-words": {
        "type": "object",
        "properties": {"x-words": {"type": "array", "minItems": 1, "items": _TEXT}},
    },
    "x-figure": {
        "type": "object",
        "required": ["type"],
        "oneOf": [
            {
                "properties": {
                    "x-figure": {"const": "money"},
                    "type": {"enum": ["integer", "number"]},
                }
            },
            {"properties": {"x-figure": {"const": "phone"}, "type": {"const": "string"}}},
        ],
    },
}
