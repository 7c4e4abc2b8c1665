"""docs/widgets.md is true: its examples load and parse, and it leaves nothing out."""

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.widgets.pieces import read_pieces
from widgets.catalog import Catalog
from widgets.definition import read_definition
from widgets.errors import BlockFault
from widgets.kinds import read_kind
from widgets.loading import load_catalog
from widgets.metaschemas import DEFINITION, RECORD_KIND
from widgets.resolution import MOST_ROWS
from widgets.strict_json import MAX_BYTES, MAX_DEPTH

PAGE = (Path(__file__).parents[2] / "docs" / "widgets.md").read_text("utf-8")
FENCES = [token for token in MarkdownIt("commonmark").parse(PAGE) if token.type == "fence"]
HEADINGS = re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
CODES = re.findall(
    r"\w+_\w+|unclosed|schema|interrupted", BlockFault.__doc__.partition("`pointer`")[0]
)


def examples(mark: str) -> list[str]:
    return [token.content for token in FENCES if token.info == mark]


@pytest.mark.parametrize("text", examples("markdown reply"))
def test_an_example_reply_holds_valid_blocks(text: str) -> None:
    blocks = [piece for piece in read_pieces([text]) if "widget" in piece]
    assert blocks
    for block in blocks:
        assert load_catalog().check(block["widget"], block["source"])


def test_the_example_files_make_a_catalog() -> None:
    [definition] = examples("json definition")
    [kind] = examples("json kind")
    catalog = Catalog(
        [read_definition("docs", json.loads(definition))], [read_kind("docs", json.loads(kind))]
    )
    assert list(catalog.current) == ["invoice_card"]


@pytest.mark.parametrize("name", load_catalog().current)
def test_every_generic_widget_has_a_heading(name: str) -> None:
    assert f"`{name}`" in HEADINGS


@pytest.mark.parametrize("key", [*DEFINITION["properties"], *RECORD_KIND["properties"]])
def test_every_key_of_a_file_has_a_row(key: str) -> None:
    assert f"\n| `{key}` | " in PAGE


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_a_failed_block_has_a_row(code: str) -> None:
    assert f"\n| `{code}` | " in PAGE


def test_no_code_is_left_out_or_made_up() -> None:
    [table] = re.findall(r"## Codes of failed blocks\n(.+?)\n## ", PAGE, re.DOTALL)
    assert sorted(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == sorted(CODES)


def test_the_limits_are_those_of_the_code() -> None:
    assert f"at most {MAX_BYTES // 1024} KiB" in PAGE
    assert f"at most {MAX_DEPTH}, the object itself counted" in PAGE
    assert f"at most {MOST_ROWS} rows" in PAGE


def test_every_link_inside_the_page_leads_to_a_heading() -> None:
    places = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in HEADINGS}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= places
