"""Suggests first messages: about the contact or home the member looks at, else about their day."""

import re

from assistant.host import Actor, Starter, StarterGroup
from demo_crm.database import in_database
from demo_crm.models import Contact, Listing

_PAGE = re.compile(r"/crm/(?:contacts|listings)/(?P<id>[A-Z]-[0-9]{1,18})/?")
_ANYWHERE = (
    StarterGroup(
        title="Homes",
        starters=(
            Starter(
                label="Large homes in San Jose under $2M",
                message="Find homes in San Jose with more than 3 bedrooms under $2M",
            ),
            Starter(label="Prices in Wrenmoor", message="Chart the prices of homes in Wrenmoor"),
        ),
    ),
    StarterGroup(
        title="My work",
        starters=(
            Starter(label="Add a contact", message="Create a contact"),
            Starter(label="Book an appointment", message="Book a showing"),
        ),
    ),
    StarterGroup(
        title="Several things at once",
        starters=(
            Starter(
                label="From a search to a post and an e-mail",
                message=(
                    "Find the three cheapest 3-bedroom homes in San Jose, take only the most "
                    "expensive of the three, make a market analysis, draft a website and a social "
                    "post for it, e-mail it to Maria Delgado and remind me Friday 3 pm to call her"
                ),
            ),
        ),
    ),
)


@in_database
def suggest_starters(actor: Actor, page: str | None) -> list[StarterGroup]:
    """First what fits the page, if the member may see what it shows."""
    found = _PAGE.fullmatch(page or "")
    about = _suggest_about(actor, found["id"]) if found else None
    return [*([about] if about else []), *_ANYWHERE]


def _suggest_about(actor: Actor, public_id: str) -> StarterGroup | None:
    if contact := Contact.objects.visible_to(actor).with_public_id(public_id):
        return StarterGroup(title=contact.name, starters=_about_contact(contact))
    if listing := Listing.objects.visible_to(actor).with_public_id(public_id):
        return StarterGroup(title=listing.address, starters=_about_listing(listing.address))
    return None


def _about_contact(contact: Contact) -> tuple[Starter, ...]:
    """Nothing that would reach out to somebody who asked to be left alone."""
    name = contact.name
    look_up = Starter(label="Their last note", message=f"What is the last note of {name}?")
    if contact.do_not_contact:
        return (look_up,)
    return (
        Starter(label="Write an e-mail", message=f"Write an e-mail to {name}"),
        Starter(
            label="Book a call for Friday, 3 pm", message=f"Book a call with {name} Friday 3 pm"
        ),
        Starter(label="Remind me to call", message=f"Remind me to call {name} tomorrow"),
        look_up,
    )


def _about_listing(address: str) -> tuple[Starter, ...]:
    return (
        Starter(label="What is it worth?", message=f"Make a market analysis of {address}"),
        Starter(
            label="A website and a post",
            message=f"Draft a website and a social post for {address}",
        ),
        Starter(label="Book a showing", message=f"Book a showing at {address} Friday 3 pm"),
    )
