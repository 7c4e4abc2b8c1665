"""What becomes of a run: its result, its fault, its end by order, and its being taken over."""

import pytest
from django.db import OperationalError

from assistant.errors import Fenced, Refusal
from assistant.models import Job, Process
from assistant.services import job_runs
from assistant.services.job_runs import JobRun, find_work, run_job
from assistant.services.jobs import cancel_job, claim_job, start_job, sweep_jobs
from assistant.services.processes import register_process
from tests.support.job_kinds import KINDS, known_kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kinds():
    with known_kinds(CELERY=""):
        yield


def claim(kind: str = "echo", **arguments) -> Job:
    start_job(kind=kind, arguments=arguments)
    job = claim_job(kinds=tuple(KINDS), process=register_process(kind="job", pid=1))
    assert job
    return job


def run(job: Job, *, stopping: bool = False) -> Job:
    run_job(job=job, is_stopping=lambda: stopping)
    return Job.objects.get(pk=job.pk)


def test_a_result_is_kept():
    job = run(claim(n=1))
    assert (job.state, job.result, job.process, job.code) == ("done", {"n": 1}, None, None)
    assert job.started <= job.ended


def test_progress_can_be_seen(tmp_path):
    job = run(claim("steps", folder=str(tmp_path), steps=4))
    assert (job.done, job.total, job.words) == (4, 4, "step 3")
    assert job.result == {"steps": 4}


def test_words_are_cut_to_what_a_row_holds():
    job = claim()
    JobRun(job, lambda: False).report(1, words="w" * 500)
    assert Job.objects.get().words == "w" * 200


def test_a_refusal_says_why():
    job = run(claim("refuse"))
    assert (job.state, job.code, job.message) == ("failed", "bad_arguments", "Say it otherwise.")


def test_a_fault_is_told_in_the_log_alone(caplog):
    job = run(claim("break_down"))
    assert (job.state, job.code) == ("failed", "work_failed")
    assert "hunter2" not in job.message
    assert "hunter2" in caplog.text


def test_a_result_that_is_no_json_is_a_fault(monkeypatch):
    monkeypatch.setattr(job_runs, "find_work", lambda kind: lambda job: {"at": object()})
    job = run(claim())
    assert (job.state, job.code) == ("failed", "work_failed")


def test_a_cancelled_run_ends_cancelled_and_keeps_what_it_did(tmp_path):
    job = claim("steps", folder=str(tmp_path))
    cancel_job(job=job.pk)
    job = run(job)
    assert (job.state, job.result) == ("cancelled", {"steps": 0})


def test_a_run_in_a_process_that_ends_waits_for_another(tmp_path):
    job = run(claim("steps", folder=str(tmp_path)), stopping=True)
    assert (job.state, job.attempts, job.process) == ("queued", 0, None)


def test_a_run_without_its_database_is_tried_again(monkeypatch):
    def lose(job):
        raise OperationalError("gone")

    monkeypatch.setattr(job_runs, "find_work", lambda kind: lose)
    job = run(claim())
    assert job.state == "running"
    assert sweep_jobs(dead_after=15.0) == 1


def test_who_lost_a_job_can_write_nothing(tmp_path):
    job = claim("steps", folder=str(tmp_path))
    Process.objects.all().delete()
    sweep_jobs(dead_after=15.0)
    lost = JobRun(job, lambda: False)
    with pytest.raises(Fenced):
        lost.report(1)
    with pytest.raises(Fenced):
        _ = lost.is_cancelled
    job = run(job)
    assert (job.state, job.done, job.result) == ("queued", 0, None)


def test_an_unknown_kind_has_no_work():
    with pytest.raises(Refusal, match="no_such"):
        find_work("no_such")
