"""The offline script, let loose on the seeded CRM: nothing it says is held against it."""

import json

import pytest
from asgiref.sync import async_to_sync

from assistant.core.assertions.checking import check_reply
from assistant.core.assertions.reply import read_reply
from assistant.host import ToolFault
from assistant.runtime.equipment import equip
from assistant.services.importing import import_folder
from bench.retrieval import read_questions
from demo_crm.host import HOST
from demo_crm.management.commands.seed_demo import KNOWLEDGE
from demo_crm.models import Contact
from demo_crm.offline_model.moves import Use
from tests.demo_crm.offline_model.conversation import Conversation
from tests.support.facts import TURN, make_call, make_round, make_turn, make_widget
from tests.support.people import ask
from widgets.stream import BlockParser, Closed

TOOLS = {tool.name: tool.parameters for tool in equip(HOST).tools}
CONVERSATIONS = [
    ["Hello", "What can you do?", "Thanks", "What is the weather?"],
    ["Find homes in San Jose with more than 2 bedrooms under $2M", "the 2nd one", "as a table"],
    ["Homes in Quillhaven with 6 bedrooms", "Write an e-mail to {name} about it"],
    ["Homes in Wrenmoor", "Write an e-mail to {name} about them", "Compare them as a chart"],
    ["Homes in Nowhere", "Homes under $10", "the 3rd one"],
    ["The most expensive homes in Gull Harbor", "open the last one", "Show them as a bar chart"],
    ["Create a contact named Ada Byrne, e-mail ada@byrne.example", "What is Ada Byrne's e-mail?"],
    ["What is {name}'s phone number?", "And the birthday?", "Show me the contact {name}"],
    ["Show me the contact {first}", "Write an e-mail to {first} about the open house"],
    ["Create a contact", "Write an e-mail", "Write an e-mail to {name}"],
    ["Remind me to call {name} tomorrow at 3pm", "Remind me to water the plants"],
    [
        "Find the three cheapest 3-bedroom homes in San Jose, take only the most expensive of the "
        "three, make a market analysis, draft a website and a social post for it, e-mail it to "
        "Maria Delgado and remind me Friday 3 pm to call her",
        "only the cheapest of the three",
        "a Facebook post and a market analysis of it",
        "side by side",
        "mark the task as done",
        "undo that",
    ],
    ["market analysis of 118 Lantern Street", "What could it sell for?", "draft a website"],
    ["Schedule a showing with {name} on Friday at 3 pm", "Schedule a visit"],
]


class Office:
    """Alice and the script: each message answered with real tools, and the reply checked."""

    def __init__(self, alice):
        self.alice = alice
        self.talk = Conversation()
        self.path = []
        self.results = {}

    def say(self, message):
        reply, calls = self.talk.ask(message), []
        while isinstance(reply, Use):
            call = {"index": len(calls), "name": reply.name, "arguments": json.loads(reply.source)}
            try:
                key = f"call-{len(self.path)}-{len(calls)}"
                result = ask(self.alice, reply.name, key, **call["arguments"])
            except ToolFault as fault:
                fault = {"code": fault.code, "message": fault.message}
                calls.append(make_call(**call, state="failed", fault=fault))
                reply = self.talk.fail(fault["message"])
                continue
            handle = f"r{len(self.results) + 1}"
            self.results[handle] = result
            calls.append(make_call(**call, state="done", handle=handle, result=result))
            reply = self.talk.answer(result)
        rounds = [
            make_round("", calls=tuple(calls)),
            make_round(reply.text, widgets=tuple(self._show(reply.text))),
        ]
        self.path.append(make_turn(*rounds, id=f"{TURN[:-2]}{len(self.path):02}", message=message))
        return reply.text

    def _show(self, text):
        parser = BlockParser()
        number, at = 0, 0
        for piece in [*parser.feed(text), *parser.finish()]:
            if isinstance(piece, Closed):
                checked = HOST.catalog.check(piece.name, piece.source)
                records = async_to_sync(HOST.records)(self.alice, checked.refs)
                resolved = HOST.catalog.resolve(checked, records, self.results)
                number += bool(text[at : piece.start].strip())
                yield make_widget(
                    name=piece.name,
                    number=number,
                    start=piece.start,
                    end=piece.end,
                    payload=checked.payload,
                    records=resolved.records,
                    figures=resolved.figures,
                )
                number, at = number + 1, piece.end

    def check(self):
        last = self.path[-1].id
        reply = read_reply(last, self.path, catalog=HOST.catalog, tools=TOOLS, is_whole=True)
        return [
            (each.code, each.pointer, each.start, each.end)
            for each in check_reply(reply, HOST.assertions, report=fail)
        ]


def fail(code, fault):
    raise AssertionError(code) from fault


QUESTIONS = [each["question"] for each in read_questions()]


def test_nothing_is_held_against_what_it_quotes(alice):
    list(import_folder(tenant=alice.tenant, folder=KNOWLEDGE))
    office = Office(alice)
    quoted = 0
    for message in [*QUESTIONS, "What is our policy on yard signs?"]:
        said = office.say(message)
        quoted += "```widget citation" in said
        assert office.check() == [], said
    assert quoted >= 20
    assert "It is old" in said


@pytest.mark.parametrize("messages", CONVERSATIONS, ids=" / ".join)
def test_nothing_is_held_against_the_script(alice, messages):
    someone = Contact.objects.visible_to(alice).exclude(email="").first()
    office = Office(alice)
    for message in messages:
        said = office.say(message.format(name=someone.name, first=someone.name.split()[0]))
        assert office.check() == [], said
