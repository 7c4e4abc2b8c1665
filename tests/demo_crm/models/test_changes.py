"""Changes belong to whoever made them."""

from demo_crm.models import Change, Member


def test_a_change_is_its_authors(alice, bob):
    author = Member.objects.visible_to(alice).get()
    Change.objects.create(author=author, key="k1", row="T-1", before={}, after={"done": True})
    assert Change.objects.made_by(alice).count() == 1
    assert not Change.objects.made_by(bob).exists()
    assert str(Change.objects.get()) == "T-1: done"
