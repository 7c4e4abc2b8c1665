"""The demo's rows as the query oracle reads them, taken from the models one attribute at a time."""

from demo_crm.models import Contact, Listing, Note
from demo_crm.search.contact_fields import MONTHS
from tests.support.query_oracle import come_next


def read_listings(actor):
    """What this person may see, the newest first."""
    rows = [
        {
            "id": home.public_id,
            "address": home.address,
            "town": home.town,
            "neighbourhood": home.neighbourhood,
            "zip": home.zip_code,
            "price": home.price,
            "beds": home.beds,
            "baths": home.baths,
            "square_feet": home.square_feet,
            "year_built": home.year_built,
            "status": home.status,
            "listed_on": home.listed_on,
            "sold_on": home.sold_on,
            "summary": home.summary,
            "office": home.courtesy_of,
            "commission": home.commission,
        }
        for home in Listing.objects.select_related("brokerage")
        if home.brokerage.slug == actor.tenant
    ]
    return sorted(rows, key=lambda row: (row["listed_on"], number_of(row)), reverse=True)


def read_contacts(actor, now):
    """What this person may see, by name."""
    newest = {}
    for note in Note.objects.all():
        newest.setdefault(note.contact_id, []).append(note.written_at)
    rows = []
    for person in Contact.objects.select_related("owner__user", "brokerage"):
        mine = person.owner.user.username == actor.id
        if person.brokerage.slug != actor.tenant or not (mine or person.shared):
            continue
        born = person.birthday
        words = ("name", "email", "phone", "company", "job", "town", "address", "partner")
        rows.append(
            {
                "id": person.public_id,
                **{name: getattr(person, name) or None for name in words},
                "tags": person.tags or None,
                "birthday_month": born and MONTHS[born.month - 1].lower(),
                "next_birthday": born and come_next(born, now.date()),
                "born": born,
                "last_contact": max(newest.get(person.pk, []), default=None),
                "shared": person.shared,
                "mine": mine,
                "do_not_contact": person.do_not_contact,
                "remark": (person.remark or None) if mine else None,
            }
        )
    return sorted(rows, key=lambda row: (row["name"], number_of(row)))


def number_of(row):
    return int(row["id"].split("-")[1])
