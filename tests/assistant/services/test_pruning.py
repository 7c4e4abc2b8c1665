"""Housekeeping: what is old and of no use goes, what is young or in use stays."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from assistant.models import Command, DeletedConversation, Job, Process, Tenant
from assistant.services import pruning
from assistant.services.job_runs import run_job
from assistant.services.jobs import cancel_job, claim_job, start_job
from assistant.services.processes import register_process
from tests.support.job_kinds import known_kinds
from tests.support.rows import make_lease, send

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kinds():
    with known_kinds(CELERY=""):
        yield


def days_ago(days: float):
    return timezone.now() - timedelta(days=days)


def make_commands(days: float, count: int) -> None:
    tenant, _ = Tenant.objects.get_or_create(slug="north")
    for _ in range(count):
        Command.objects.create(
            tenant=tenant, member="alice", command_id=str(uuid.uuid4()), digest="", answer={}
        )
    newest = Command.objects.order_by("-pk").values_list("pk", flat=True)[:count]
    Command.objects.filter(pk__in=list(newest)).update(created=days_ago(days))


def claim(**arguments) -> Job:
    start_job(kind="prune", arguments=arguments)
    job = claim_job(kinds=("prune",), process=register_process(kind="job", pid=1))
    assert job
    return job


def prune(**arguments) -> Job:
    job = claim(**arguments)
    run_job(job=job, is_stopping=lambda: False)
    return Job.objects.get(pk=job.pk)


def test_what_is_old_goes_in_batches_and_the_rest_stays(monkeypatch):
    monkeypatch.setattr(pruning, "BATCH", 2)
    make_commands(31, 5)
    make_commands(29, 3)
    ended = [start_job(kind="echo") for _ in range(2)]
    Job.objects.filter(pk=ended[0].pk).update(state="done", ended=days_ago(31))
    Job.objects.filter(pk=ended[1].pk).update(state="done", ended=days_ago(29))
    waiting = start_job(kind="echo")
    Job.objects.filter(pk=waiting.pk).update(created=days_ago(31), state="running")
    old, young = DeletedConversation.objects.create(id=uuid.uuid4()), uuid.uuid4()
    DeletedConversation.objects.update(deleted=days_ago(366))
    DeletedConversation.objects.create(id=young)
    job = prune()
    assert job.result == {
        "deleted": {"commands": 5, "jobs": 1, "deleted conversations": 1, "processes": 0}
    }
    assert (job.state, job.done, job.total) == ("done", 7, 7)
    assert Command.objects.count() == 3
    assert set(Job.objects.values_list("pk", flat=True)) == {ended[1].pk, waiting.pk, job.pk}
    assert [each.pk for each in DeletedConversation.objects.all()] == [young]
    assert old.pk != young


def test_a_dead_process_goes_once_no_turn_names_it():
    named, unnamed = make_lease(), make_lease()
    send(named)
    Process.objects.update(heartbeat=days_ago(1))
    fresh = make_lease()
    prune()
    left = set(Process.objects.filter(kind="serve").values_list("pk", flat=True))
    assert left == {named.process, fresh.process}
    assert unnamed.process not in left


def test_a_cancelled_housekeeping_stops_between_batches(monkeypatch):
    monkeypatch.setattr(pruning, "BATCH", 2)
    make_commands(31, 5)
    job = claim()
    report = pruning.JobRun.report

    def cancel_then_report(run, *about, **more):
        cancel_job(job=job.pk)
        report(run, *about, **more)

    monkeypatch.setattr(pruning.JobRun, "report", cancel_then_report)
    run_job(job=job, is_stopping=lambda: False)
    job.refresh_from_db()
    assert (job.state, job.done) == ("cancelled", 2)
    assert Command.objects.count() == 3


@pytest.mark.parametrize("days", [0, -1, "30", 1.5, True, None, 10**9])
def test_days_that_are_none_are_refused_by_name(days):
    job = prune(days=days)
    assert (job.state, job.code) == ("failed", "bad_arguments")
    assert repr(days) in job.message
