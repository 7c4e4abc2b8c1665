"""Turns as an enemy would write them: rows with markup, both directions, and far too much."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from assistant.models import Block, Conversation, PromptVersion, Round, Tenant, ToolCall, Turn
from widgets.manual import write_block

NOON = datetime(2026, 8, 5, 12, 0, tzinfo=UTC)
SCRIPT = "<script>window.pwned = 1</script>"
IMAGE = '<img src="https://evil.example/x.png" onerror="window.pwned = 1">'
BREAK_OUT = "</script><script>window.pwned = 1</script><!--<script>"
RTL = "\u202eתיאור\u202c مرحبا \u2067عقار\u2069"
MARKUP = f"{SCRIPT}{IMAGE}{BREAK_OUT}' \" & {{{{ 7 }}}} {RTL}"
LONG_NOTE = f"{MARKUP} " + "A very long note. " * 560
PROSE = f"Before {MARKUP} it costs $999,999.\n\n[a link](javascript:window.pwned=1)\n\n"
GONE = '```widget task\n{"task": "T-99"}\n```'
FALLBACK = "A task belongs here."
GOOD = write_block("choices", {"options": [{"label": SCRIPT, "reply": "x"}] * 2})
RAW = f"{PROSE}{GONE}\n\nBetween.\n\n{GOOD}\n\nAfter."
TEXT = f"{PROSE}{FALLBACK}\n\nBetween.\n\n{GOOD}\n\nAfter."


def half() -> str:
    """Half a character: an older version may have let it in, but PostgreSQL never has."""
    return "half \ud83d a character" if connection.vendor == "sqlite" else "half a character"


def make_hostile_turn(*, calls: int = 40, result_length: int = 200_000, **about: Any) -> Turn:
    """A turn of a hostile conversation; its first result is that long, the others 10 KB."""
    tenant, _ = Tenant.objects.get_or_create(slug="lantern-row")
    conversation = Conversation.objects.create(
        tenant=tenant, member=f"alice {SCRIPT}", title=f"Title {SCRIPT} {RTL}"
    )
    turn = Turn.objects.create(
        **{
            "conversation": conversation,
            "message": f"Asked {MARKUP}",
            "context": {"now": "2026-08-05", "zone": SCRIPT, "page": MARKUP, "mentions": [half()]},
            "state": "done",
            "raw": RAW,
            "text": TEXT,
            "model": f"model {SCRIPT}",
            "endpoint": f"https://evil.example/{SCRIPT}",
            "prompt": make_prompt(f"Be kind. {MARKUP}"),
            "usage": {"input": 1200, "output": 340},
            "created": NOON,
            "ended": NOON + timedelta(seconds=3.4),
            **about,
        }
    )
    turn.findings = make_findings(str(turn.pk))
    turn.save()
    conversation.leaf = turn
    conversation.save()
    _make_calls(turn, calls, result_length)
    _make_reply(turn)
    return turn


def make_findings(turn: str) -> list[dict[str, Any]]:
    """Two in prose, one in a payload, one for the whole reply, and one that points nowhere."""
    start = len(PROSE[: PROSE.index("$999,999")].encode("utf-16-le")) // 2
    return [
        {"code": "unsourced_fact", "notice": f"No source {SCRIPT}", "block": f"{turn}.0",
         "start": start, "end": start + 8},
        {"code": "placeholder", "notice": "A gap was left.", "block": f"{turn}.3",
         "pointer": "/options/0/label", "start": 0, "end": 8},
        {"code": "id_in_prose", "notice": "An id.", "block": f"{turn}.2", "start": 2, "end": 9},
        {"code": "repeated_details", "notice": "It says things twice."},
        {"code": "raw_json", "notice": "Nowhere.", "block": f"{turn}.99", "start": 5, "end": 2},
    ]  # fmt: skip


def make_prompt(instructions: str, sha256: str = "a" * 64) -> PromptVersion:
    """A prompt version, made once."""
    tools = [{"name": "find_listings", "description": MARKUP, "parameters": {"type": "object"}}]
    about = {"instructions": instructions, "manual": f"# Manual\n{MARKUP}", "tools": tools}
    return PromptVersion.objects.get_or_create(sha256=sha256, defaults=about)[0]


def _make_round(turn: Turn, number: int, **about: Any) -> Round:
    row = Round.objects.create(turn=turn, number=number, request="c" * 64, **about)
    Round.objects.filter(pk=row.pk).update(
        started=NOON + timedelta(seconds=number), ended=NOON + timedelta(seconds=number + 0.8)
    )
    return row


def _make_calls(turn: Turn, count: int, result_length: int) -> None:
    row = _make_round(turn, 1, kind="reply", finish="tool_calls")
    notes = [{"id": f"N-{at}", "text": LONG_NOTE} for at in range(result_length // len(LONG_NOTE))]
    ToolCall.objects.bulk_create(
        ToolCall(
            round=row,
            index=at,
            call_id=f"c{at}",
            name=f"find_{SCRIPT}" if at == 1 else "find_listings",
            arguments={"text": MARKUP, "half": half()},
            state="failed" if at == 2 else "done",
            handle=f"r{at}",
            result=None if at == 2 else {"notes": notes if at == 0 else [LONG_NOTE]},
            fault={"code": "not_found", "message": SCRIPT} if at == 2 else None,
            key=f"{turn.pk}.1.{at}",
            started=NOON + timedelta(seconds=1),
            ended=NOON + timedelta(seconds=1.25),
        )
        for at in range(count)
    )


def _make_reply(turn: Turn) -> None:
    row = _make_round(turn, 2, kind="reply", raw=RAW, text=TEXT, finish="stop",
                      usage={"input": 1200, "output": 340})  # fmt: skip
    failed, good = RAW.index(GONE), RAW.index(GOOD)
    Block.objects.create(
        round=row, number=1, start=failed, end=failed + len(GONE), state="failed", widget="task",
        code="not_found", pointer="/task", message=f"there is no task {SCRIPT}",
    )  # fmt: skip
    Block.objects.create(
        round=row, number=3, start=good, end=good + len(GOOD), state="ready", widget="choices",
        version=1, payload={"options": [{"label": SCRIPT, "reply": "x"}] * 2}, as_of=NOON,
    )  # fmt: skip
    _make_round(turn, 3, kind="repair", raw=GONE, finish="stop", asked=f"Mend {MARKUP}")
