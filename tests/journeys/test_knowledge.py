"""A question about the house: from its documents to the quote, and what is held against it."""

import json
from dataclasses import replace

import pytest
import pytest_asyncio

from assistant.host import Host
from assistant.runtime.threads import call_service
from assistant.services.importing import import_folder
from tests.support.fake_llm import calls, reply
from tests.support.office import ALICE, CHARLIE, Office
from tests.support.runs import open_stage
from widgets.manual import write_block

pytestmark = pytest.mark.django_db(transaction=True)

KEYS = (
    "---\ntitle: Key policy\ndate: 2020-05-31\n---\n## Lost\n\nCall the office\nbefore **noon**.\n"
)
LOOK = calls(("search_knowledge", json.dumps({"question": "Whom do I call for a lost key?"})))
NAMED = ["Key policy", "Lost", None, "2020-05-31", True]


class Library(Office):
    """An office with documents."""

    def host(self) -> Host:
        return replace(super().host(), knowledge=True)


@pytest_asyncio.fixture
async def library(tmp_path) -> Library:
    (tmp_path / "keys.md").write_text(KEYS)
    await call_service(lambda: list(import_folder(tenant=ALICE.tenant, folder=tmp_path)))
    return Library()


def cite(quote: str, handle: str = "r1") -> str:
    return write_block("citation", {"from": handle, "path": "/excerpts/0", "quote": quote})


def codes(ended) -> list[str]:
    return [finding.code for finding in ended.last.findings]


async def test_an_answer_is_looked_up_and_quoted(library):
    said = f"This is how.\n\n{cite('Call the office before noon.')}"
    async with open_stage(LOOK, reply(said), office=library) as stage:
        ended = await stage.ask("I lost a key")
    [shown] = ended.widgets
    assert (shown.state, shown.figures) == ("ready", {"": [NAMED]})
    assert [call.title for call in ended.last.calls] == ["Looking it up"]
    assert codes(ended) == []


async def test_what_is_not_there_in_these_words_is_a_finding(library):
    said = f"This is how.\n\n{cite('Call the office after noon.')}"
    async with open_stage(LOOK, reply(said), office=library) as stage:
        ended = await stage.ask("I lost a key")
    assert ended.widgets[0].state == "ready"
    assert codes(ended) == ["altered_quote"]


async def test_what_was_looked_up_for_another_answer_is_a_finding(library):
    said = reply(f"Again.\n\n{cite('Call the office before noon.')}")
    async with open_stage(LOOK, said, said, office=library) as stage:
        first = await stage.ask("I lost a key")
        second = await stage.ask("And now?", parent=first.row.pk)
    assert (codes(first), codes(second)) == ([], ["unretrieved_citation"])


async def test_a_citation_of_nothing_is_not_shown(library):
    said = reply(f"So.\n\n{cite('Call the office before noon.', 'r7')}")
    async with open_stage(LOOK, said, reply("No."), office=library) as stage:
        ended = await stage.ask("I lost a key")
    assert (ended.widgets[0].state, ended.widgets[0].code) == ("failed", "unknown_figure")


async def test_another_tenant_is_given_nothing(library):
    async with open_stage(LOOK, reply("I found nothing."), office=library) as stage:
        ended = await stage.ask("I lost a key", actor=CHARLIE)
    [call] = ended.calls
    assert call.result == {"count": 0, "excerpts": []}
