"""Readiness never raises and never waits for long."""

import time
from types import SimpleNamespace

import pytest

from assistant.eventlogs.memory import MemoryEventLogs
from assistant.runtime import readiness
from assistant.runtime.readiness import check_readiness

pytestmark = pytest.mark.django_db(transaction=True)


async def say_ok() -> str:
    return "ok"


RUNTIME = SimpleNamespace(llm=SimpleNamespace(check=say_ok), logs=MemoryEventLogs())


async def test_all_is_well():
    assert await check_readiness(RUNTIME) == {"database": "ok", "log": "ok", "model": "ok"}


async def test_a_silent_database_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(readiness, "ASK_WITHIN", 0.01)
    monkeypatch.setattr(readiness, "_ask_database", lambda: time.sleep(0.1))
    assert (await check_readiness(RUNTIME))["database"] == "no answer within 0.01 s"
