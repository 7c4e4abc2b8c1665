"""Readiness never raises and never waits for long."""

import time
from types import SimpleNamespace

import pytest

from assistant.eventlogs.memory import MemoryEventLogs
from assistant.models import Process
from assistant.runtime import readiness
from assistant.runtime.readiness import check_readiness
from assistant.runtime.threads import call_service

pytestmark = pytest.mark.django_db(transaction=True)


async def say_ok() -> str:
    return "ok"


RUNTIME = SimpleNamespace(llm=SimpleNamespace(check=say_ok), logs=MemoryEventLogs())


async def test_all_is_well():
    await call_service(Process.objects.create, kind="worker", pid=1)
    names = ("database", "log", "model", "worker")
    assert await check_readiness(RUNTIME) == dict.fromkeys(names, "ok")


async def test_a_worker_that_fell_silent_is_named():
    silent = {"kind": "worker", "pid": 1, "heartbeat": "2020-01-01T00:00Z"}
    await call_service(Process.objects.create, **silent)
    assert (await check_readiness(RUNTIME))["worker"] == "no heartbeat for 15 s"


async def test_a_silent_database_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(readiness, "ASK_WITHIN", 0.01)
    monkeypatch.setattr(readiness, "_ask_database", lambda: time.sleep(0.1))
    assert (await check_readiness(RUNTIME))["database"] == "no answer within 0.01 s"
