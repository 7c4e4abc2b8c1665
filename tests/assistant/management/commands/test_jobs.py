"""`manage.py jobs`: what an operator says and is told."""

import pytest
from django.core.management import CommandError, call_command

from assistant.models import Job
from assistant.services.job_runs import run_job
from assistant.services.jobs import claim_job
from assistant.services.processes import register_process
from tests.support.job_kinds import known_kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kinds():
    with known_kinds(CELERY=""):
        yield


@pytest.fixture
def jobs(capsys):
    def say(*words: str) -> str:
        call_command("jobs", *words)
        return capsys.readouterr().out

    return say


def work_off() -> None:
    process = register_process(kind="job", pid=1)
    while job := claim_job(kinds=("echo", "refuse", "prune"), process=process):
        run_job(job=job, is_stopping=lambda: False)


def test_starting_prints_the_id_and_the_same_key_the_same(jobs):
    first = jobs("start", "echo", "--key=once", '--arguments={"n": 1}').strip()
    assert jobs("start", "echo", "--key=once", '--arguments={"n": 1}').strip() == first
    assert Job.objects.get().arguments == {"n": 1}


def test_what_ended_is_watched_to_its_result(jobs):
    job = jobs("start", "echo", '--arguments={"said": "\\u001b[31mred"}').strip()
    work_off()
    said = jobs("watch", job[:8])
    assert said.startswith("echo  done\n")
    assert "\x1b" not in said


def test_watching_what_failed_exits_with_a_fault(jobs, capsys):
    job = jobs("start", "refuse").strip()
    work_off()
    with pytest.raises(SystemExit) as left:
        jobs("watch", job)
    assert left.value.code == 1
    assert "bad_arguments: Say it otherwise." in capsys.readouterr().out


def test_cancelling_says_what_became_of_it(jobs):
    job = jobs("start", "echo").strip()
    assert jobs("cancel", job) == "echo  cancelled\n"
    Job.objects.update(state="running")
    assert jobs("cancel", job) == "echo  running, to be cancelled\n"


def test_the_list_is_the_newest_with_progress(jobs):
    assert jobs("list") == "No jobs.\n"
    for _ in range(21):
        jobs("start", "echo")
    Job.objects.update(done=1500, total=2000, words="on\nit")
    assert len(jobs("list").splitlines()) == 20
    assert len(jobs("list", "--all").splitlines()) == 21
    assert "echo  queued  1,500 of 2,000  on it" in jobs("list")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["start", "no_such"], "there is: break_down, echo, prune"),
        (["start", "echo", "--arguments=[]"], "must be a JSON object"),
        (["start", "echo", "--arguments={"], "must be a JSON object"),
        (["start", "echo", "--key=" + "k" * 200], "bad_arguments"),
        (["watch", "00000000-0000-0000-0000-000000000000"], "no such job"),
        (["cancel", "zzz"], "no such job"),
        (["cancel", ""], "no such job"),
    ],
)
def test_what_cannot_be_done_is_said(jobs, words, told):
    with pytest.raises(CommandError, match=told):
        jobs(*words)


def test_the_beginning_of_two_ids_is_refused(jobs):
    for end in ("1", "2"):
        Job.objects.create(id=f"00000000-0000-0000-0000-00000000000{end}", kind="echo")
    with pytest.raises(CommandError, match="Several"):
        jobs("watch", "0000")
