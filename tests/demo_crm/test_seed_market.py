"""What a demo of an earlier version lacks is added once."""

from demo_crm.models import Contact, Listing
from demo_crm.seed import seed_demo
from demo_crm.seed_market import add_market


def make_old() -> None:
    """The demo as an earlier version left it."""
    Listing.objects.filter(pk__gte=1339).delete()
    Listing.objects.update(latitude=None, longitude=None, sold_on=None)
    Contact.objects.filter(name="Maria Delgado").delete()
    Contact.objects.update(do_not_contact=False)


def test_an_older_demo_is_completed_by_the_next_seeding(crm):
    places = dict(Listing.objects.values_list("address", "latitude"))
    quiet = set(Contact.objects.filter(do_not_contact=True).values_list("name", flat=True))
    make_old()
    assert seed_demo() is True
    assert dict(Listing.objects.values_list("address", "latitude")) == places
    assert set(Contact.objects.filter(do_not_contact=True).values_list("name", flat=True)) == quiet
    assert Contact.objects.filter(name="Maria Delgado").count() == 1
    assert seed_demo() is False


def test_every_home_has_a_place_and_every_sale_a_day(crm):
    assert not Listing.objects.filter(latitude=None).exists()
    assert not Listing.objects.filter(status="sold", sold_on=None).exists()
    assert not Listing.objects.exclude(status="sold").filter(sold_on__isnull=False).exists()


def test_a_few_people_asked_to_be_left_alone(crm):
    assert 3 <= Contact.objects.filter(do_not_contact=True).count() <= 20


def test_without_brokerages_there_is_little_to_add(empty_crm):
    assert add_market() is True
    assert not Listing.objects.exists()
    assert not Contact.objects.exists()
