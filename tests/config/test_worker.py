"""The worker in `serve`: it takes jobs up at once, is named by `/readyz`, and leaves quickly."""

import aiohttp
import pytest

from assistant.models import Job, Process
from assistant.runtime.threads import call_service
from assistant.services.jobs import cancel_job, start_job
from tests.support.job_kinds import KINDS
from tests.support.live_site import open_site
from tests.support.waiting import see

pytestmark = pytest.mark.django_db(transaction=True)

# A sweep would hide that a message was lost.
SITE = {"WORKER": True, "SWEEP": 3600.0, "JOBS": KINDS}


async def see_end(job: Job) -> Job:
    return await see(Job.objects.ended().filter(pk=job.pk).first)


async def ask_readiness(site) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.get(f"{site.origin}/readyz") as answer:
        return answer.status, (await answer.json())["worker"]


async def test_a_job_is_done_by_the_site_and_its_progress_seen(tmp_path):
    arguments = {"folder": str(tmp_path), "hold": 1}
    async with open_site(**SITE) as site:
        assert await ask_readiness(site) == (200, "ok")
        job = await call_service(start_job, kind="steps", arguments=arguments)
        await see((tmp_path / "held").exists)
        half = await see(Job.objects.filter(pk=job.pk, done=1).first)
        assert (half.state, half.total, half.words) == ("running", 3, "step 0")
        (tmp_path / "go").touch()
        done = await see_end(job)
        assert (done.state, done.done, done.result) == ("done", 3, {"steps": 3})
    assert not await call_service(Process.objects.exists)


async def test_a_job_can_be_cancelled_midway(tmp_path):
    arguments = {"folder": str(tmp_path), "hold": 1}
    async with open_site(**SITE):
        job = await call_service(start_job, kind="steps", arguments=arguments)
        waiting = await call_service(start_job, kind="steps", arguments=arguments)
        await see((tmp_path / "held").exists)
        assert (await call_service(cancel_job, job=waiting.pk)).state == "cancelled"
        await call_service(cancel_job, job=job.pk)
        ended = await see_end(job)
        assert (ended.state, ended.result) == ("cancelled", {"steps": 1})


async def test_a_site_that_stops_gives_back_its_job_and_the_next_ends_it(tmp_path):
    arguments = {"folder": str(tmp_path), "hold": 1}
    async with open_site(**SITE):
        job = await call_service(start_job, kind="steps", arguments=arguments)
        await see((tmp_path / "held").exists)
    left = await call_service(Job.objects.get, pk=job.pk)
    assert (left.state, left.attempts) == ("queued", 0)
    (tmp_path / "go").touch()
    async with open_site(**SITE) as site:
        # Its own sweep is an hour away, but the first one comes at once.
        done = await see_end(job)
        assert (done.state, done.result) == ("done", {"steps": 3})
        assert await ask_readiness(site) == (200, "ok")


async def test_a_lost_message_is_made_good_by_the_sweep():
    async with open_site(**{**SITE, "SWEEP": 0.1}):
        job = await call_service(Job.objects.create, kind="echo")
        assert (await see_end(job)).state == "done"


async def test_a_site_without_a_worker_says_how_to_get_one():
    async with open_site(WORKER=False) as site:
        state, worker = await ask_readiness(site)
        assert (state, worker) == (200, "not running: start `celery -A config worker`")


async def test_a_worker_that_cannot_start_is_in_the_log(monkeypatch, caplog):
    def fail():
        raise RuntimeError("no Celery here")

    monkeypatch.setattr("config.worker._load_celery", fail)
    async with open_site(**SITE) as site:
        await see(lambda: not Process.objects.filter(kind="worker").exists())
        assert await ask_readiness(site) == (200, "not running: the log of `serve` says why")
    assert "no Celery here" in caplog.text
