"""The tools that look for people, add them and change what is known of them."""

from collections.abc import Mapping
from typing import Any

from assistant.host import Call, Effect, Tool, ToolFault
from demo_crm import services
from demo_crm.changing import change_row, take_back_change
from demo_crm.database import in_database
from demo_crm.facts import contact_facts, whole_contact_facts
from demo_crm.models import Contact, Note
from demo_crm.models.contacts import join_tags
from demo_crm.tools.lookup import get_contact_row, get_member, get_own_contact_row
from demo_crm.tools.parameters import (
    DAY,
    LIMIT,
    TAG,
    Schema,
    build_parameters,
    matching,
    public_id,
    read_date,
    text,
)


@in_database
def find_contacts(call: Call) -> dict[str, Any]:
    wishes = dict(call.arguments)
    limit = wishes.pop("limit", LIMIT["default"])
    found = Contact.objects.visible_to(call.actor).matching(**wishes)
    shown = [contact_facts(contact) for contact in found.by_name()[:limit]]
    return {"count": found.count(), "shown": len(shown), "contacts": shown}


@in_database
def get_contact(call: Call) -> dict[str, Any]:
    return _tell_contact(call, get_contact_row(call.actor, call.arguments["contact"]))


@in_database
def create_contact(call: Call) -> dict[str, Any]:
    details = _read_details(call.arguments)
    tags = details.pop("tags", [])
    contact = services.create_contact(
        owner=get_member(call.actor), key=call.key, details=details, tags=tags
    )
    return _tell_contact(call, contact)


@in_database
def undo_create_contact(call: Call) -> None:
    made = [call.result["contact"]["id"]]
    Contact.objects.owned_by(call.actor).with_public_ids(made).delete()


@in_database
def update_contact(call: Call) -> dict[str, Any]:
    details = _read_details(call.arguments)
    contact = get_own_contact_row(call.actor, details.pop("contact"))
    if not details:
        raise ToolFault("bad_arguments", "Give at least one detail to change.")
    if "tags" in details:
        details["tag_line"] = join_tags(details.pop("tags"))
    change_row(author=get_member(call.actor), key=call.key, row=contact, fields=details)
    return _tell_contact(call, contact)


@in_database
def undo_update_contact(call: Call) -> None:
    rows = Contact.objects.owned_by(call.actor)
    take_back_change(actor=call.actor, key=call.key, rows=rows)


def _read_details(arguments: Mapping[str, Any]) -> dict[str, Any]:
    details = dict(arguments)
    if "birthday" in details:
        details["birthday"] = read_date("birthday", details["birthday"])
    return details


def _tell_contact(call: Call, contact: Contact) -> dict[str, Any]:
    note = Note.objects.visible_to(call.actor).filter(contact=contact).newest_first().first()
    return {"contact": whole_contact_facts(contact, note.text if note else None)}


DETAILS: Mapping[str, Schema] = {
    "name": text("Full name.", 120),
    "email": matching("[^@\\s]{1,64}@[^@\\s]{1,180}", "E-mail address."),
    "phone": text("Phone number, as the member wrote it.", 40),
    "company": text("Where the person works.", 120),
    "job": text("What the person does there.", 120),
    "town": text("Town the person lives in.", 60),
    "address": text("Street address.", 160),
    "birthday": matching(DAY, "Birthday as YYYY-MM-DD."),
    "partner": text("Name of the person's partner.", 120),
    "tags": {
        "type": "array",
        "maxItems": 10,
        "items": {"type": "string", "maxLength": 30, "pattern": TAG},
        "description": "Short labels such as buyer, seller or investor.",
    },
}

FIND_CONTACTS = Tool(
    name="find_contacts",
    title="Looking for contacts",
    description=(
        "Search the people this member may see. Returns the count of all that match and the "
        "first few by name; ask which one is meant before acting on one of several."
    ),
    parameters=build_parameters(
        {
            "text": text("Part of a name, an e-mail address or a company.", 120),
            "town": text("Town the person lives in. Case does not matter.", 60),
            "tag": text("One tag, e.g. buyer.", 30),
            "limit": LIMIT,
        }
    ),
    effect=Effect.READ,
    run=find_contacts,
)

GET_CONTACT = Tool(
    name="get_contact",
    title="Reading the contact",
    description="Everything the CRM knows about one person, with the last note taken.",
    parameters=build_parameters({"contact": public_id("contact", "C-201")}, "contact"),
    effect=Effect.READ,
    run=get_contact,
)

CREATE_CONTACT = Tool(
    name="create_contact",
    title="Adding a contact",
    description=(
        "Add a person to the member's own contacts. Give only what the member said; look with "
        "find_contacts first, so that nobody is added twice."
    ),
    parameters=build_parameters(
        DETAILS,
        "name",
    ),
    effect=Effect.DRAFT,
    run=create_contact,
    undo=undo_create_contact,
)

UPDATE_CONTACT = Tool(
    name="update_contact",
    title="Changing a contact",
    description=(
        "Change details of one of the member's own contacts; give only what changes. Anything "
        "left out stays as it is."
    ),
    parameters=build_parameters(
        {
            "contact": public_id("contact", "C-201"),
            **DETAILS,
            "do_not_contact": {
                "type": "boolean",
                "description": "Whether this person asked not to be written to or called.",
            },
        },
        "contact",
    ),
    effect=Effect.CHANGE,
    run=update_contact,
    undo=undo_update_contact,
)
