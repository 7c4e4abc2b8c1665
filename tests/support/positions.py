"""Places in a reply where something can go wrong: in prose, inside a widget, inside a tool call."""

from dataclasses import dataclass

from tests.support.fake_llm import Script, call_chunks, payload, sse, stream
from tests.support.runs import Ended
from tests.support.scripted_http import Step

OPEN_WIDGET = 'Look here:\n\n```widget note_card\n{"note": '


@dataclass(frozen=True, slots=True)
class Position:
    """`begun` is what the endpoint has sent by then, `raw` what the model has written of text."""

    name: str
    begun: bytes
    raw: str

    def __str__(self) -> str:
        return self.name

    def then(self, *steps: Step) -> Script:
        return stream(self.begun, *steps)

    def check_kept(self, ended: Ended) -> None:
        """What came is kept; what was open is settled, and an open call did not run."""
        assert ended.row.raw == self.raw
        assert [(block.state, block.code) for block in ended.blocks] == (
            [("failed", "unclosed")] if self is IN_A_WIDGET else []
        )
        assert [(call.state, call.fault["code"]) for call in ended.calls] == (
            [("failed", "not_run")] if self is IN_A_CALL else []
        )


def say(text: str) -> bytes:
    return sse(payload({"content": text}))


IN_PROSE = Position("in_prose", say("Here it "), "Here it ")
IN_A_WIDGET = Position("in_a_widget", say(OPEN_WIDGET), OPEN_WIDGET)
IN_A_CALL = Position("in_a_call", sse(*call_chunks("write_note", '{"title": "Attic"}')[:2]), "")
POSITIONS = (IN_PROSE, IN_A_WIDGET, IN_A_CALL)
