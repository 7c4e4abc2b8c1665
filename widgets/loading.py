"""Reads definition files from folders into a catalog; the only file access of the room."""

from pathlib import Path
from typing import Any

from widgets import strict_json
from widgets.catalog import Catalog
from widgets.definition import Definition, read_definition
from widgets.errors import BadDefinition, BlockFault
from widgets.kinds import Kind, read_kind

_OWN = Path(__file__).parent
_LARGEST_FILE = 256 * 1024
_DEEPEST_FILE = 60


def load_catalog(*folders: Path) -> Catalog:
    """The generic widgets plus every `definitions/*.json` and `records/*.json` below `folders`.

    A definition's file is named after it: `NAME.json`, or `NAME@VERSION.json` for versions kept so
    that stored blocks can still be drawn. Raises BadDefinition, which names file and pointer.
    """
    definitions: list[Definition] = []
    kinds: list[Kind] = []
    for folder in (_OWN, *folders):
        if not folder.is_dir():
            raise BadDefinition(str(folder), "", "there is no such folder")
        for path in sorted(folder.glob("records/*.json")):
            kind = read_kind(_label(path), _read(path))
            _check_stem(path, kind.name)
            kinds.append(kind)
        for path in sorted(folder.glob("definitions/*.json")):
            definition = read_definition(_label(path), _read(path))
            _check_stem(path, definition.name, definition.pin)
            definitions.append(definition)
    return Catalog(definitions, kinds)


def _read(path: Path) -> Any:
    try:
        text = path.read_text("utf-8")
        return strict_json.decode(text, max_bytes=_LARGEST_FILE, max_depth=_DEEPEST_FILE)
    except (BlockFault, UnicodeDecodeError) as error:
        raise BadDefinition(_label(path), "", str(error)) from error


def _label(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _check_stem(path: Path, *names: str) -> None:
    if path.stem not in names:
        raise BadDefinition(_label(path), "", f"the file must be named {names[0]}.json")
