"""A host gets the tools of ours it asks for."""

from dataclasses import replace

from assistant.host import KNOWLEDGE_TOOL
from assistant.runtime.equipment import equip
from tests.support.bike_shop import HOST


def test_knowledge_is_offered_to_who_asks_for_it():
    asked = replace(HOST, knowledge=True)
    assert [tool.name for tool in equip(asked).tools] == [
        *(tool.name for tool in HOST.tools),
        KNOWLEDGE_TOOL,
    ]


def test_others_are_left_as_they_are():
    assert equip(HOST) is HOST
