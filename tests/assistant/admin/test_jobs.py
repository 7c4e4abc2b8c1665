"""Jobs for staff: listed with state and progress, shown whole, changed by nobody."""

import html

import pytest
from django.urls import reverse

from assistant.models import Job, StaffRead, Tenant
from tests.support.hostile_turns import MARKUP, SCRIPT

LIST = reverse("admin:assistant_job_changelist")


@pytest.fixture
def make_job(db):
    def make(**about) -> Job:
        return Job.objects.create(**{"kind": "prune", **about})

    return make


def look(desk, address: str = LIST, **asked) -> str:
    answer = desk.get(address, asked)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def open_page(desk, job: Job) -> str:
    return look(desk, reverse("admin:assistant_job_change", args=[job.pk]))


def test_the_list_shows_how_far_each_is(desk, make_job):
    make_job(state="running", done=30, total=120, words="commands", cancel_asked=True)
    make_job(state="failed", code="worker_died", member="robin")
    said = look(desk)
    for told in ("30 of 120 (25 %)", "commands", "cancelling", "worker_died", "robin"):
        assert told in said


def test_the_list_is_narrowed_by_state_and_kind(desk, make_job):
    make_job(state="failed", username="first")
    make_job(state="done", username="second")
    assert "second" not in look(desk, state="failed")
    assert "first" in look(desk, kind="prune")
    assert "first" not in look(desk, kind="no_such")


def test_a_page_shows_all_there_is_and_is_recorded(desk, make_job):
    tenant = Tenant.objects.create(slug="spokes")
    job = make_job(
        state="failed",
        code="bad_arguments",
        message="Say it otherwise.",
        arguments={"days": "many"},
        tenant=tenant,
        member="robin",
        key="nightly",
    )
    said = open_page(desk, job)
    for told in ("Say it otherwise.", '"days": "many"', "robin", "spokes", "nightly"):
        assert told in said
    read = StaffRead.objects.get(object_id=str(job.pk))
    assert (read.what, read.tenant) == ("job", "spokes")


def test_a_page_of_a_job_that_waits_says_how_to_cancel_it(desk, make_job):
    job = make_job()
    assert f"manage.py jobs cancel {job.pk}" in open_page(desk, job)
    Job.objects.update(state="done", result={})
    assert "jobs cancel" not in open_page(desk, job)


@pytest.mark.parametrize("hostile", [SCRIPT, MARKUP])
def test_hostile_words_are_inert(desk, make_job, hostile):
    job = make_job(words=hostile[:200], message=hostile, code="x", result={"said": hostile})
    for address in (LIST, reverse("admin:assistant_job_change", args=[job.pk])):
        assert hostile[:200] not in desk.get(address).content.decode()
