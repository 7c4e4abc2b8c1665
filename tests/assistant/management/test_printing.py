"""What a terminal shows of the events it hears, in the order of the reply."""

import pytest

from assistant.core.wire.events import (
    BlockChanged,
    CallState,
    ConversationChanged,
    ConversationState,
    Delta,
    Finding,
    TurnChanged,
    TurnState,
    WidgetState,
    write_event,
)
from assistant.management.printing import JsonPrinter, TextPrinter


def prose(number: int, text: str) -> Delta:
    return Delta(turn="t", block=f"t.{number}", offset=0, text=text)


def widget(number: int, state: str, **about) -> BlockChanged:
    revision = 1 if state == "pending" else 2
    return BlockChanged("t", WidgetState(id=f"t.{number}", revision=revision, state=state, **about))


def turn(state: str = "running", **about) -> TurnChanged:
    told = {"id": "t", "parent": None, "message": "Hi", "created": "", "revision": 1, **about}
    return TurnChanged(TurnState(state=state, **told))


def show(*events) -> str:
    printer = TextPrinter()
    return "".join(printer.read(write_event(event, seq)) for seq, event in enumerate(events, 1))


def test_prose_is_printed_as_it_comes():
    printer = TextPrinter()
    assert printer.read(write_event(prose(0, "Hel"), 1)) == "Hel"
    assert printer.read(write_event(prose(0, "lo"), 2)) == "lo"


def test_what_follows_a_pending_widget_waits_for_it():
    pending, failed = widget(1, "pending"), widget(1, "failed", fallback="Not to be shown.")
    held = show(prose(0, "Here:"), pending, prose(2, "After."))
    assert held == "Here:"
    said = show(prose(0, "Here:"), pending, prose(2, "After."), failed)
    assert said.index("Here:") < said.index("Not to be shown.") < said.index("After.")


def test_what_a_model_says_cannot_command_the_terminal():
    call = CallState("\x1b]0;mine\x07", "", "running")
    said = show(turn(calls=(call,)), prose(0, "\x1b[2Jgone\r\nline"), turn("done", revision=2))
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "gone\nline" in said


def test_fields_that_stream_are_not_prose():
    streamed = Delta(turn="t", block="t.1", offset=0, text="Dear Sam", field="body")
    assert "Dear Sam" not in show(widget(1, "pending"), streamed)


def test_tools_are_told_once_while_they_run():
    running = (CallState("find", "Looking", "running"), CallState("get", "", "running"))
    said = show(turn(calls=running), turn(calls=running, revision=2))
    assert said == "[Looking ...]\n[get ...]\n"


@pytest.mark.parametrize(
    ("state", "ended"), [("running", None), ("waiting", None), ("done", "done")]
)
def test_the_end_is_known(state, ended):
    for printer in (TextPrinter(), JsonPrinter()):
        printer.read(write_event(turn(state), 1))
        assert printer.ended == ended


def test_an_end_that_needs_a_word_gets_it():
    assert "[failed] Try again." in show(turn("failed", notice="Try again."))


def test_the_conversation_says_nothing():
    about = ConversationState(id="c", title="Hi", leaf="t", revision=1)
    assert show(ConversationChanged(about)) == ""


def test_json_is_printed_as_it_was_sent():
    frame = write_event(prose(0, "Grüß Gott"), 7)
    assert JsonPrinter().read(frame) == frame + "\n"


def test_what_a_check_found_is_told_below_the_reply():
    body = {"text": "Ring 555-0100"}
    found = (
        Finding(code="unsourced_fact", notice="Check it.", block="t.0", start=3, end=5),
        Finding(
            code="unsourced_fact", notice="Check it.", block="t.1", pointer="/text", start=5, end=13
        ),
        Finding(code="own", notice="A line is missing."),
    )
    reply = (prose(0, "\U0001f6b2 $5"), widget(1, "ready", widget="note", payload=body))
    said = show(*reply, turn("done", revision=2, findings=found))
    assert said.endswith('[!] "$5": Check it.\n[!] "555-0100": Check it.\n[!] A line is missing.\n')
