"""What is on the pages, and that others' pages are not there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from demo_crm.models import Appointment, Contact, EmailDraft, Listing, Task
from tests.support.people import ask

HOUR = timedelta(hours=1)
PAGES = {"listing": Listing, "contact": Contact, "draft": EmailDraft}


@pytest.fixture
def visit(client, crm):
    def visit_as(login, page, /, *args, **query):
        client.force_login(User.objects.get(username=login))
        return client.get(reverse(page, args=args), query)

    return visit_as


@pytest.mark.parametrize("login", ["alice", "bob", "charlie"])
@pytest.mark.parametrize("page", ["home", "listings", "contacts", "tasks", "calendar", "marketing"])
def test_every_member_has_every_page(visit, login, page):
    assert visit(login, page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_row_has_its_page(visit, alice, page):
    row = PAGES[page].objects.visible_to(alice).first()
    assert str(row) in visit("alice", page, row.public_id).content.decode()


@pytest.mark.parametrize("login", ["alice", "bob", "charlie"])
@pytest.mark.parametrize("page", PAGES)
def test_others_pages_are_not_there_like_those_that_never_were(visit, login, page):
    model = PAGES[page]
    mine = model.objects.visible_to(visit(login, "home").context["actor"])
    foreign = model.objects.exclude(pk__in=mine).first().public_id
    assert visit(login, page, foreign).status_code == 404
    assert visit(login, page, f"{model.LETTER}-999999").status_code == 404
    assert visit(login, page, "no-id").status_code == 404


def test_the_home_page_shows_the_next_things(visit, alice):
    page = visit("alice", "home")
    urgent = Task.objects.visible_to(alice).open().by_urgency()
    assert list(page.context["tasks"]) == list(urgent[:6])
    assert len(page.context["listings"]) == 6
    assert {home.status for home in page.context["listings"]} == {"active"}


def test_listings_can_be_narrowed_to_a_town(visit):
    page = visit("alice", "listings", town="San Jose")
    assert page.context["page"].paginator.count == 48
    assert "Quillhaven" not in page.content.decode().split("</form>", 2)[2]


def test_long_lists_have_pages_that_keep_the_filter(visit):
    page = visit("alice", "listings", town="San Jose")
    assert "?town=San+Jose&amp;page=2" in page.content.decode()
    assert len(visit("alice", "listings", town="San Jose", page=3).context["page"]) == 8
    assert visit("alice", "listings", page="last").status_code == 200


@pytest.mark.parametrize(("page", "name"), [("listings", "town"), ("contacts", "text")])
def test_a_nul_in_the_address_is_no_wish(visit, page, name):
    everything = visit("alice", page).context["page"].paginator.count
    assert visit("alice", page, **{name: "\0"}).context["page"].paginator.count == everything


def test_contacts_can_be_searched(visit, alice):
    person = Contact.objects.visible_to(alice).first()
    assert list(visit("alice", "contacts", text=person.email).context["page"]) == [person]


def test_a_task_can_be_pointed_to(visit, alice):
    task = Task.objects.visible_to(alice).first()
    assert f'<li id="{task.public_id}"' in visit("alice", "tasks").content.decode()


def test_the_calendar_shows_what_comes_and_what_is_over(visit, alice):
    now = timezone.now()
    mine = Appointment.objects.visible_to(alice)
    first, second, *_ = mine
    Appointment.objects.filter(pk=first.pk).update(starts_at=now, ends_at=now + HOUR, place="Here")
    Appointment.objects.exclude(pk=first.pk).update(starts_at=now - 2 * HOUR, ends_at=now - HOUR)
    page = visit("alice", "calendar")
    assert list(page.context["upcoming"]) == [first]
    assert second in page.context["past"]
    assert f'<li id="{first.public_id}"' in page.content.decode()


def test_an_appointment_is_on_its_owners_clock(visit, alice):
    starts = datetime(2100, 8, 6, 22, tzinfo=UTC)
    Appointment.objects.visible_to(alice).update(starts_at=starts, ends_at=starts + HOUR)
    page = visit("alice", "calendar").content.decode()
    assert "Fri, Aug 6, 2100, 3:00 PM to 4:00 PM" in page


def test_the_navigation_leads_to_the_calendar(visit):
    assert f'<a href="{reverse("calendar")}" aria-current="page">' in (
        visit("alice", "calendar").content.decode()
    )


def test_what_people_wrote_is_text(visit, alice):
    Task.objects.visible_to(alice).update(note="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in visit("alice", "tasks").content.decode()


@pytest.mark.parametrize(
    ("page", "queries"),
    [("home", 12), ("listings", 7), ("contacts", 6), ("tasks", 7), ("calendar", 10)],
)
def test_a_list_costs_few_queries(visit, client, django_assert_max_num_queries, page, queries):
    visit("alice", page)
    with django_assert_max_num_queries(queries):
        client.get(reverse(page))


def test_a_draft_can_be_written(visit, client, alice):
    draft = EmailDraft.objects.visible_to(alice).first()
    address = reverse("draft", args=[draft.public_id])
    visit("alice", "home")
    words = {"to_email": "else@example.com", "subject": "New", "body": "Hello"}
    client.post(address, words)
    assert EmailDraft.objects.filter(pk=draft.pk, to_name=draft.to_name, **words).exists()


def test_a_draft_needs_a_subject(visit, client, alice):
    draft = EmailDraft.objects.visible_to(alice).first()
    visit("alice", "home")
    answer = client.post(reverse("draft", args=[draft.public_id]), {"subject": "", "body": "Hello"})
    assert answer.context["form"].errors["subject"]
    assert EmailDraft.objects.get(pk=draft.pk).body == draft.body


def test_nobody_writes_anothers_draft(visit, client, alice):
    draft = EmailDraft.objects.visible_to(alice).first()
    visit("bob", "home")
    answer = client.post(reverse("draft", args=[draft.public_id]), {"subject": "Ha", "body": ""})
    assert answer.status_code == 404


def test_the_marketing_page_shows_ones_own(visit, alice):
    home = Listing.objects.visible_to(alice).get(address="118 Lantern Street").public_id
    post = ask(alice, "draft_social_post", listing=home)["post"]["id"]
    ask(alice, "create_website_draft", listing=home)
    page = visit("alice", "marketing").content.decode()
    assert f'id="{post}"' in page
    assert "Website of 118 Lantern Street" in page
    assert "118 Lantern Street" not in visit("bob", "marketing").content.decode()
