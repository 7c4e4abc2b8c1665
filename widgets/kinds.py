"""Record kinds: which values of a record may be stored and drawn, and where its page is. No I/O."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from widgets.errors import BadDefinition, BlockFault
from widgets.metaschemas import RECORD_KIND, VALUE_MARKS
from widgets.records import Record
from widgets.schemas import Schema, compile_schema, find_keyword, read_pointer
from widgets.strict_json import check_text

_FORMAT = Schema(RECORD_KIND)
_MARKS = {keyword: Schema(document) for keyword, document in VALUE_MARKS.items()}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record, as its file says."""

    name: str
    title: str
    route: str
    schema: Schema

    def strip(self, record: Record, at: str = "") -> dict[str, Any]:
        """The record as it is stored with a block: `{kind, id, title, route, values}`.

        Values that no `properties` of the schema names are dropped. Raises BlockFault `bad_record`
        at the pointer `at`, of the reference, where what the host answered breaks the kind's own
        schema or is not JSON.
        """
        values = _keep(record.values, self.schema.document)
        try:
            json.dumps(values, allow_nan=False)
            check_text(values)
        except (TypeError, ValueError, BlockFault) as error:
            raise BlockFault("bad_record", at, f"the {self.name} record is not JSON") from error
        if fault := self.schema.first_fault(values):
            where = fault[0] or "the whole"
            message = f"the {self.name} record is not as declared ({where})"
            raise BlockFault("bad_record", at, message)
        return {
            "kind": self.name,
            "id": record.ref.id,
            "title": str(read_pointer(values, self.title)),
            "route": self.route.replace("{id}", quote(record.ref.id, safe="")),
            "values": values,
        }


def read_kind(source: str, document: Any) -> Kind:
    """Read a record-kind file's JSON; `source` names the file. Raises BadDefinition."""
    if fault := _FORMAT.first_fault(document):
        raise BadDefinition(source, *fault)
    schema = compile_schema(source, "/schema", document["schema"])
    title = document["title"].removeprefix("/")
    field = document["schema"]["properties"].get(title, {})
    if title not in document["schema"].get("required", ()) or field.get("type") != "string":
        raise BadDefinition(source, "/title", f"{title!r} must be a required string property")
    for keyword, shape in _MARKS.items():
        for at, node in find_keyword(document["schema"], keyword, "/schema"):
            if fault := shape.first_fault(node):
                raise BadDefinition(source, at + fault[0], f"what {keyword} marks: {fault[1]}")
    return Kind(document["kind"], document["title"], document["route"], schema)


def _keep(value: Any, schema: Any) -> Any:
    said = schema if isinstance(schema, Mapping) else {}
    if isinstance(value, Mapping):
        known = said.get("properties", {})
        return {key: _keep(inner, known[key]) for key, inner in value.items() if key in known}
    if isinstance(value, list | tuple):
        return [_keep(inner, said.get("items")) for inner in value]
    return value
