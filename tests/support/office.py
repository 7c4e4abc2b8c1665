"""A small CRM for tests: notes of three people, and tools that wait or fail as the test says.

    office = Office()
    office.gates["find_notes"] = asyncio.Event()        # find_notes waits for it
    office.answers["rename_note"] = explode             # and this one calls explode(call)
    office.forbidden.add("write_note")                  # host.may says no

Gates and answers also exist for "instructions", "records" and "may"; "may find_notes" is the gate
of one question.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from assistant.errors import ToolFault
from assistant.host import Actor, Call, Claims, Effect, Host, Tool
from widgets.loading import load_catalog
from widgets.records import Record, Ref

CATALOG = load_catalog(Path(__file__).parent / "office_catalog")
AS_OF = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
TEXT = {"type": "string"}

ALICE = Actor(tenant="north", id="alice", name="Alice", role="member", zone="America/New_York")
BOB = Actor(tenant="north", id="bob", name="Bob", role="member")
CHARLIE = Actor(tenant="south", id="charlie", name="Charlie", role="member")
PEOPLE = {person.id: person for person in (ALICE, BOB, CHARLIE)}


@dataclass(slots=True)
class Note:
    owner: str
    title: str
    pages: int


class Office:
    """The CRM of one test. `begun` and `ended` list the tool calls that did, in order."""

    def __init__(self) -> None:
        self.notes = {
            "N-1": Note("alice", "Roof", 3),
            "N-2": Note("alice", "Garden", 12),
            "N-7": Note("bob", "Boiler", 1),
        }
        self.begun: list[tuple[str, Call]] = []
        self.ended: list[tuple[str, Call]] = []
        self.asked_for: list[Sequence[Ref]] = []
        self.forbidden: set[str] = set()
        self.gates: dict[str, asyncio.Event | asyncio.Barrier] = {}
        self.answers: dict[str, Callable[..., Any]] = {}

    def host(self) -> Host:
        return Host(
            identify=self._identify,
            may=self._may,
            instructions=self._instruct,
            catalog=CATALOG,
            records=self._find_records,
            tools=(
                self._tool("find_notes", Effect.READ, self._find_notes, text=TEXT),
                self._tool("write_note", Effect.DRAFT, self._write_note, title=TEXT),
                self._tool("rename_note", Effect.CHANGE, self._find_notes, title=TEXT),
                self._tool("mail_note", Effect.SEND, self._find_notes, note=TEXT),
            ),
        )

    def names(self, calls: list[tuple[str, Call]]) -> list[str]:
        return [name for name, _ in calls]

    def _tool(
        self, name: str, effect: Effect, answer: Callable[[Call], Any], **properties: Any
    ) -> Tool:
        return Tool(
            name=name,
            description=f"The tool {name}.",
            parameters={
                "type": "object",
                "additionalProperties": False,
                "properties": properties,
            },
            effect=effect,
            run=partial(self._run, name, answer),
            undo=self._undo if effect is Effect.DRAFT else None,
            title=f"Doing {name}",
        )

    async def _run(self, name: str, answer: Callable[[Call], Any], call: Call) -> Any:
        self.begun.append((name, call))
        await self._wait(name)
        result = self.answers.get(name, answer)(call)
        self.ended.append((name, call))
        return result

    async def _wait(self, name: str) -> None:
        if name in self.gates:
            await self.gates[name].wait()

    async def _identify(self, claims: Claims) -> Actor | None:
        return PEOPLE.get(claims.subject)

    async def _may(self, actor: Actor, action: str, target: str | None) -> bool:
        await self._wait("may")
        await self._wait(f"may {target or action}")
        if "may" in self.answers:
            return bool(self.answers["may"](actor, action, target))
        return (target or action) not in self.forbidden

    async def _instruct(self, actor: Actor) -> str:
        await self._wait("instructions")
        return str(self.answers.get("instructions", lambda _: "You keep notes.")(actor))

    async def _find_records(self, actor: Actor, refs: Sequence[Ref]) -> Mapping[Ref, Record]:
        self.asked_for.append(refs)
        await self._wait("records")
        answer = self.answers.get("records", self._records_of)
        found: Mapping[Ref, Record] = answer(actor, refs)
        return found

    def _records_of(self, actor: Actor, refs: Sequence[Ref]) -> Mapping[Ref, Record]:
        mine = {key: note for key, note in self.notes.items() if note.owner == actor.id}
        return {
            ref: Record(ref, {"title": mine[ref.id].title, "pages": mine[ref.id].pages}, AS_OF)
            for ref in refs
            if ref.id in mine
        }

    def _find_notes(self, call: Call) -> Any:
        notes = [
            {"id": key, "title": note.title, "pages": note.pages}
            for key, note in self.notes.items()
            if note.owner == call.actor.id and call.arguments.get("text", "") in note.title
        ]
        return {"count": len(notes), "notes": notes}

    def _write_note(self, call: Call) -> Any:
        title = call.arguments.get("title")
        if not title:
            raise ToolFault("bad_arguments", "A note needs a title.")
        self.notes.setdefault(call.key, Note(call.actor.id, title, 1))
        return {"note": {"id": call.key, "title": title}}

    async def _undo(self, call: Call) -> None:
        del self.notes[call.key]
