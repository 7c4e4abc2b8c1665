"""Changes act once and can be taken back, unless somebody wrote over them."""

from datetime import timedelta

import pytest

from assistant.host import ToolFault
from demo_crm.changing import change_row, take_back_change
from demo_crm.models import Appointment, Change, Member, Task


@pytest.fixture
def member(alice):
    return Member.objects.visible_to(alice).get()


@pytest.fixture
def task(alice):
    return Task.objects.visible_to(alice).open().first()


def take_back(actor, key="k1", model=Task):
    take_back_change(actor=actor, key=key, rows=model.objects.visible_to(actor))


def test_a_change_is_made_and_shown(member, task):
    change = change_row(author=member, key="k1", row=task, fields={"done": True, "note": "Yes"})
    assert (task.done, task.note) == (True, "Yes")
    assert change.before == {"done": False, "note": ""}


def test_it_can_be_taken_back_and_then_nothing_is_left_to_do(alice, member, task):
    change_row(author=member, key="k1", row=task, fields={"done": True})
    take_back(alice)
    take_back(alice)
    assert not Task.objects.get(pk=task.pk).done
    assert not Change.objects.exists()


def test_the_same_key_changes_once(member, task):
    change_row(author=member, key="k1", row=task, fields={"done": True})
    Task.objects.filter(pk=task.pk).update(done=False)
    change_row(author=member, key="k1", row=task, fields={"done": True})
    assert not task.done
    assert Change.objects.count() == 1


def test_times_come_back_to_the_microsecond(alice, member):
    row = Appointment.objects.visible_to(alice).first()
    Appointment.objects.filter(pk=row.pk).update(
        starts_at=row.starts_at + timedelta(microseconds=123_456)
    )
    row.refresh_from_db()
    starts = row.starts_at
    change_row(author=member, key="k1", row=row, fields={"starts_at": starts + timedelta(days=1)})
    take_back(alice, model=Appointment)
    row.refresh_from_db()
    assert row.starts_at == starts


def test_what_was_written_over_stays(alice, member, task):
    change_row(author=member, key="k1", row=task, fields={"note": "Mine"})
    Task.objects.filter(pk=task.pk).update(note="Theirs")
    with pytest.raises(ToolFault, match="changed again") as caught:
        take_back(alice)
    assert caught.value.code == "changed_since"
    assert Task.objects.get(pk=task.pk).note == "Theirs"


def test_a_row_that_is_gone_leaves_nothing_to_take_back(alice, member, task):
    change_row(author=member, key="k1", row=task, fields={"done": True})
    task.delete()
    take_back(alice)


def test_nobody_else_takes_it_back(alice, bob, member, task):
    change_row(author=member, key="k1", row=task, fields={"done": True})
    take_back(bob)
    assert Task.objects.get(pk=task.pk).done
