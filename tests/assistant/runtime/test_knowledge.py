"""The look-up as the model calls it: its own tenant's documents, asked with the host's leave."""

import uuid
from dataclasses import replace

import pytest

from assistant.core.turn.facts import CallFact
from assistant.engine.calls import run_call
from assistant.host import KNOWLEDGE_TOOL, Actor
from assistant.runtime.equipment import equip
from assistant.runtime.threads import call_service
from assistant.services.importing import import_folder
from tests.support.office import ALICE, CHARLIE, Office

pytestmark = pytest.mark.django_db(transaction=True)

KEYS = "---\ndate: 2020-05-31\n---\n# Keys\n\n## Lost\n\n### At night\n\nCall the office at noon.\n"


async def call(office: Office, actor: Actor, question: str) -> CallFact:
    asked = CallFact(
        index=0, id="c1", name=KNOWLEDGE_TOOL, arguments={"question": question}, state="due"
    )
    host = equip(replace(office.host(), knowledge=True))
    return await run_call(host, actor, asked, key=f"key.{uuid.uuid4()}", within=10.0)


@pytest.fixture
async def office(tmp_path) -> Office:
    (tmp_path / "keys.md").write_text(KEYS)
    await call_service(lambda: list(import_folder(tenant=ALICE.tenant, folder=tmp_path)))
    return Office()


async def test_excerpts_are_given_word_for_word(office):
    told = await call(office, ALICE, "Whom do I call for a lost key?")
    assert told.result == {
        "count": 1,
        "excerpts": [
            {
                "title": "Keys",
                "heading": "Lost > At night",
                "page": None,
                "dated": "2020-05-31",
                "stale": True,
                "partial": False,
                "text": "Call the office at noon.",
            }
        ],
    }


async def test_others_find_nothing_of_it(office):
    assert (await call(office, CHARLIE, "lost key")).result == {"count": 0, "excerpts": []}


async def test_the_host_is_asked(office):
    office.forbidden.add(KNOWLEDGE_TOOL)
    assert (await call(office, ALICE, "lost key")).fault["code"] == "not_found"


async def test_a_question_has_an_end(office):
    assert (await call(office, ALICE, "key " * 200)).fault["code"] == "bad_arguments"
