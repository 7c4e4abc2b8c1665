"""Jobs as rows: started once, claimed by one, cancelled, and taken over from the dead."""

import uuid

import pytest
from django.contrib.auth.models import User
from django.db.models.functions import Now

from assistant.errors import Refusal
from assistant.models import Job, Process
from assistant.services.jobs import Hold, cancel_job, claim_job, requeue_job, start_job, sweep_jobs
from assistant.services.processes import register_process
from tests.support.job_kinds import KINDS, known_kinds
from tests.support.office import ALICE, BOB, CHARLIE
from tests.support.rows import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kinds():
    with known_kinds(CELERY=""):
        yield


def claim(process: uuid.UUID | None = None) -> Job | None:
    worker = process or register_process(kind="job", pid=1)
    return claim_job(kinds=tuple(KINDS), process=worker)


def read(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def lose_worker(job: Job) -> None:
    Process.objects.filter(pk=job.process_id).delete()
    sweep_jobs(dead_after=15.0)


def test_a_job_knows_who_started_it(db):
    dana = User.objects.create(username="dana")
    asked, by_staff, by_nobody = (start_job(kind="echo", by=by) for by in (ALICE, dana, None))
    assert (asked.tenant.slug, asked.member, asked.username) == ("north", "alice", "")
    assert (by_staff.tenant, by_staff.member, by_staff.username) == (None, "", "dana")
    assert (by_nobody.tenant, by_nobody.member, by_nobody.username) == (None, "", "")
    assert [list(Job.objects.visible_to(each)) for each in (ALICE, BOB, CHARLIE)] == [
        [asked],
        [],
        [],
    ]


def test_the_same_key_is_the_same_job():
    first = start_job(kind="echo", arguments={"n": 1}, key="once")
    assert start_job(kind="echo", arguments={"n": 1}, key="once").pk == first.pk
    assert start_job(kind="refuse", arguments={"n": 1}, key="once").pk != first.pk
    with pytest.raises(Refusal) as refused:
        start_job(kind="echo", arguments={"n": 2}, key="once")
    assert refused.value.code == "id_reuse"


def test_a_key_that_many_use_at_once_is_one_job():
    started = at_once(*[lambda: start_job(kind="echo", key="once").pk] * 6)
    assert len(set(started)) == 1
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"kind": "no_such"}, "unknown_job"),
        ({"kind": "echo", "arguments": {"at": uuid.uuid4()}}, "bad_arguments"),
        ({"kind": "echo", "arguments": {"n": float("nan")}}, "bad_arguments"),
        ({"kind": "echo", "arguments": {"text": "\0"}}, "bad_arguments"),
        ({"kind": "echo", "arguments": {"text": "\ud800"}}, "bad_arguments"),
        ({"kind": "echo", "key": "k" * 129}, "bad_arguments"),
        ({"kind": "echo", "key": "\0"}, "bad_arguments"),
    ],
)
def test_what_cannot_be_a_job_is_refused(about, code):
    with pytest.raises(Refusal) as refused:
        start_job(**about)
    assert refused.value.code == code
    assert not Job.objects.exists()


def test_words_that_spell_an_escape_are_kept():
    assert start_job(kind="echo", arguments={"text": r"\u0000"}).arguments == {"text": r"\u0000"}


def test_the_oldest_is_claimed_first_and_by_one():
    started = [start_job(kind="echo").pk for _ in range(3)]
    claimed = at_once(*[lambda: claim()] * 5)
    taken = sorted(job.pk for job in claimed if job)
    assert taken == sorted(started)
    assert claim() is None


def test_a_worker_leaves_kinds_it_does_not_know():
    start_job(kind="echo")
    with known_kinds(JOBS={}):
        assert claim_job(kinds=(), process=register_process(kind="job", pid=1)) is None


def test_cancelling_ends_what_waits_and_asks_what_runs():
    running, waiting = start_job(kind="echo"), start_job(kind="echo")
    claim()
    assert cancel_job(job=waiting.pk).state == "cancelled"
    asked = cancel_job(job=running.pk)
    assert (asked.state, asked.cancel_asked) == ("running", True)
    assert cancel_job(job=waiting.pk).state == "cancelled"
    with pytest.raises(Refusal, match="no such job"):
        cancel_job(job=uuid.uuid4())


def test_an_end_stays():
    job = start_job(kind="echo")
    Job.objects.update(state="done", ended=Now())
    cancelled = cancel_job(job=job.pk)
    assert (cancelled.state, cancelled.cancel_asked) == ("done", False)


def test_the_job_of_a_dead_worker_waits_again_and_has_a_new_fence():
    start_job(kind="echo")
    first = claim()
    lose_worker(first)
    assert read(first).state == "queued"
    second = claim()
    assert (second.pk, second.attempts, second.fence) == (first.pk, 2, first.fence + 1)


def test_the_job_of_a_living_worker_is_left_alone():
    start_job(kind="echo")
    job = claim()
    assert sweep_jobs(dead_after=15.0) == 0
    assert read(job).state == "running"
    Process.objects.update(heartbeat="2020-01-01T00:00Z")
    assert sweep_jobs(dead_after=15.0) == 1


def test_a_job_that_kills_its_workers_is_given_up():
    start_job(kind="echo")
    for _ in range(3):
        lose_worker(claim())
    job = Job.objects.get()
    assert (job.state, job.code, job.attempts) == ("failed", "worker_died", 3)
    assert job.ended
    assert claim() is None


def test_a_cancelled_job_of_a_dead_worker_ends():
    start_job(kind="echo")
    job = claim()
    cancel_job(job=job.pk)
    lose_worker(job)
    assert read(job).state == "cancelled"


def test_a_worker_that_leaves_in_good_order_costs_no_attempt():
    start_job(kind="echo")
    for _ in range(5):
        job = claim()
        requeue_job(hold=Hold(job.pk, job.fence), is_counted=False)
    assert (read(job).state, read(job).attempts) == ("queued", 0)


def test_who_lost_a_job_cannot_let_go_of_it():
    start_job(kind="echo")
    first = claim()
    lose_worker(first)
    second = claim()
    requeue_job(hold=Hold(first.pk, first.fence))
    assert (read(second).state, read(second).fence) == ("running", second.fence)
