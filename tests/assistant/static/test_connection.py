"""connection.js with a socket, a clock and dice that the tests hold in their hands."""

import re
from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

STAGE = """async () => {
  const sockets = [], timers = [], states = [], frames = [], refusals = [];
  class Socket {
    sent = [];
    constructor(url, protocol) { Object.assign(this, { url, protocol }); sockets.push(this); }
    send(frame) { this.sent.push(JSON.parse(frame)); }
    close() { this.isClosed = true; }
    hear(frame) { this.onmessage({ data: JSON.stringify(frame) }); }
    welcome() {
      this.onopen();
      this.hear({ type: "welcome", protocol: "weft.v1" });
    }
    answer(type, result = {}) {
      const { id } = this.sent.findLast((frame) => frame.type === type);
      this.hear({ type: "answer", id, result, repeat: false });
    }
    refuse(type, code) {
      const { id } = this.sent.findLast((frame) => frame.type === type);
      this.hear({ type: "error", id, code, message: `Said ${code}.` });
    }
  }
  const time = { now: 1_000_000, dice: 1 };
  const real = { WebSocket, setTimeout, random: Math.random, now: Date.now };
  globalThis.WebSocket = Socket;
  globalThis.setTimeout = (run, delay) => timers.push({ run, delay });
  Math.random = () => time.dice;
  Date.now = () => time.now;
  try {
    const { Connection, createId } = await import("/static/assistant/connection.js");
    let cursor = null;
    const link = new Connection("ws://crm.test/ws/", {
      readCursor: () => cursor,
      onFrame: (frame) => frames.push(frame),
      onRefusal: ({ code, message }, command) => refusals.push({ code, message, command }),
      onState: (state) => states.push(state),
    });
    const kinds = (socket) => socket.sent.map(({ type }) => type);
    const ids = (socket) => socket.sent.map(({ id }) => id);
    const setCursor = (value) => { cursor = value; };
    BODY
  } finally {
    globalThis.WebSocket = real.WebSocket;
    globalThis.setTimeout = real.setTimeout;
    Math.random = real.random;
    Date.now = real.now;
  }
}"""


async def play(page: Page, body: str) -> Any:
    return await page.evaluate(STAGE.replace("BODY", body))


async def test_it_speaks_the_protocol_and_says_hello_first(blank_page: Page) -> None:
    sent, protocol = await play(
        blank_page,
        """link.command("send", { text: "Hi" });
        link.wake();
        sockets[0].onopen();
        return [sockets[0].sent, sockets[0].protocol];""",
    )
    assert protocol == "weft.v1"
    assert [(frame["type"], frame.get("protocol")) for frame in sent] == [("hello", "weft.v1")]


async def test_a_command_waits_for_the_welcome_and_gets_its_result(blank_page: Page) -> None:
    result = await play(
        blank_page,
        """const answered = link.command("send", { text: "Hi" });
        link.wake();
        sockets[0].welcome();
        sockets[0].answer("send", { turn: "t" });
        return await answered;""",
    )
    assert result == {"turn": "t"}


async def test_a_refused_command_says_why(blank_page: Page) -> None:
    fault = await play(
        blank_page,
        """link.wake();
        sockets[0].welcome();
        const answered = link.command("send", { text: "Hi" });
        sockets[0].refuse("send", "busy");
        return await answered.catch(({ code, message }) => ({ code, message }));""",
    )
    assert fault == {"code": "busy", "message": "Said busy."}


async def test_what_was_not_answered_is_sent_again_under_its_id(blank_page: Page) -> None:
    kinds, first, second = await play(
        blank_page,
        """link.wake();
        sockets[0].welcome();
        link.command("send", { text: "answered" });
        sockets[0].answer("send");
        link.command("send", { text: "cut" });
        sockets[0].onclose();
        timers[0].run();
        sockets[1].welcome();
        return [kinds(sockets[1]), ids(sockets[0])[2], ids(sockets[1])[1]];""",
    )
    assert kinds == ["hello", "send"]
    assert first == second


async def test_waiting_grows_to_twenty_seconds_and_is_spread_by_chance(blank_page: Page) -> None:
    delays = await play(
        blank_page,
        """link.wake();
        for (let round = 0; round < 8; round += 1) {
          time.dice = round === 1 ? 0.25 : 1;
          sockets.at(-1).onclose();
          timers.at(-1).run();
        }
        return timers.map(({ delay }) => delay);""",
    )
    assert delays == [500, 250, 2000, 4000, 8000, 16000, 20000, 20000]


async def test_only_a_link_that_held_makes_waiting_short_again(blank_page: Page) -> None:
    delays = await play(
        blank_page,
        """link.wake();
        for (const held of [0, 0, 60_000, 0]) {
          sockets.at(-1).welcome();
          time.now += held;
          sockets.at(-1).onclose();
          timers.at(-1).run();
        }
        return timers.map(({ delay }) => delay);""",
    )
    assert delays == [500, 1000, 500, 1000]


async def test_waking_connects_at_once_but_never_twice(blank_page: Page) -> None:
    made = await play(
        blank_page,
        """link.wake();
        link.wake();
        sockets[0].onclose();
        const waiting = sockets.length;
        link.wake();
        link.wake();
        return [waiting, sockets.length, states];""",
    )
    assert made == [1, 2, ["connecting", "waiting", "connecting"]]


async def test_a_new_socket_follows_from_the_cursor_before_anything_else(blank_page: Page) -> None:
    first, second = await play(
        blank_page,
        """link.follow("c");
        link.wake();
        sockets[0].welcome();
        link.command("stop", { turn: "t" });
        setCursor({ epoch: "e", seq: 7 });
        sockets[0].onclose();
        timers[0].run();
        sockets[1].welcome();
        return sockets.map(({ sent }) => sent.map(({ id, ...frame }) => frame));""",
    )
    assert first[1] == {"type": "follow", "conversation": "c"}
    follow = {"type": "follow", "conversation": "c", "cursor": {"epoch": "e", "seq": 7}}
    assert second[1:] == [follow, {"type": "stop", "turn": "t"}]


async def test_events_of_the_conversation_before_are_dropped(blank_page: Page) -> None:
    frames = await play(
        blank_page,
        """link.follow("c");
        link.wake();
        sockets[0].welcome();
        sockets[0].hear({ type: "delta", text: "before any answer" });
        sockets[0].answer("follow");
        sockets[0].hear({ type: "delta", text: "of c" });
        link.follow("d");
        sockets[0].hear({ type: "delta", text: "still of c" });
        sockets[0].answer("follow");
        sockets[0].hear({ type: "delta", text: "of d" });
        link.follow(null);
        sockets[0].hear({ type: "delta", text: "of nothing" });
        return frames.map(({ text }) => text);""",
    )
    assert frames == ["of c", "of d"]


async def test_a_refused_follow_is_told_and_shows_nothing(blank_page: Page) -> None:
    frames, refusals = await play(
        blank_page,
        """link.follow("c");
        link.wake();
        sockets[0].welcome();
        sockets[0].refuse("follow", "not_found");
        sockets[0].hear({ type: "delta", text: "of another" });
        return [frames, refusals];""",
    )
    assert frames == []
    assert refusals == [{"code": "not_found", "message": "Said not_found.", "command": "follow"}]


GONE = """const gone = { type: "error", id: null, code: "not_found", message: "Said not_found." };
        link.follow("c");
        link.wake();
        sockets[0].welcome();
        sockets[0].answer("follow");"""


async def test_what_is_deleted_while_it_is_followed_is_told_once(blank_page: Page) -> None:
    frames, refusals, closed = await play(
        blank_page,
        f"""{GONE}
        sockets[0].hear(gone);
        sockets[0].hear(gone);
        sockets[0].hear({{ type: "delta", text: "of nothing" }});
        return [frames, refusals, sockets[0].isClosed ?? false];""",
    )
    assert (frames, closed) == ([], False)
    assert refusals == [{"code": "not_found", "message": "Said not_found.", "command": "follow"}]


async def test_what_is_deleted_once_another_is_asked_for_is_no_news(blank_page: Page) -> None:
    frames, refusals = await play(
        blank_page,
        f"""{GONE}
        link.follow("d");
        sockets[0].hear(gone);
        sockets[0].answer("follow");
        sockets[0].hear({{ type: "delta", text: "of d" }});
        link.follow(null);
        sockets[0].hear(gone);
        return [frames.map(({{ text }}) => text), refusals];""",
    )
    assert (frames, refusals) == (["of d"], [])


async def test_who_is_not_signed_in_does_not_try_on_and_on(blank_page: Page) -> None:
    states, code, waits, closed = await play(
        blank_page,
        """link.wake();
        const answered = link.command("send", { text: "Hi" });
        sockets[0].onopen();
        sockets[0].refuse("hello", "not_signed_in");
        const code = await answered.catch((refusal) => refusal.code);
        sockets[0].onclose();
        return [states, code, timers.length, sockets[0].isClosed];""",
    )
    assert (states, code, waits, closed) == (["connecting", "refused"], "not_signed_in", 0, True)


async def test_ids_are_uuids_on_insecure_pages_too(blank_page: Page) -> None:
    made = await play(
        blank_page,
        """const secure = createId();
        Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
        const insecure = createId();
        delete crypto.randomUUID;
        return [secure, insecure];""",
    )
    shape = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(shape, each) for each in made)
