"""The tool that opens an addressed e-mail for the assistant to write."""

from typing import Any

from assistant.host import Call, Effect, Tool
from demo_crm import services
from demo_crm.database import in_database
from demo_crm.facts import draft_facts, whole_listing_facts
from demo_crm.models import EmailDraft
from demo_crm.tools.lookup import get_contact_row, get_listing_rows, get_member
from demo_crm.tools.parameters import build_parameters, public_id, text


@in_database
def draft_email(call: Call) -> dict[str, Any]:
    contact = get_contact_row(call.actor, call.arguments["contact"])
    listings = get_listing_rows(call.actor, call.arguments.get("listings", []))
    draft = services.open_draft(
        owner=get_member(call.actor),
        key=call.key,
        contact=contact,
        subject=call.arguments["subject"],
    )
    return {
        "draft": draft_facts(draft),
        "do_not_contact": contact.do_not_contact,
        "listings": [whole_listing_facts(row) for row in listings],
    }


@in_database
def undo_draft_email(call: Call) -> None:
    made = [call.result["draft"]["id"]]
    EmailDraft.objects.visible_to(call.actor).with_public_ids(made).delete()


DRAFT_EMAIL = Tool(
    name="draft_email",
    title="Opening an e-mail draft",
    description=(
        "Open an unsent e-mail to one contact in the CRM. Returns the draft's id, the address "
        "(null if the CRM has none: tell the member), whether they asked not to be contacted, and "
        "the facts of the listings it is about; "
        "write the body in the widget email_draft."
    ),
    parameters=build_parameters(
        {
            "contact": public_id("contact it goes to", "C-201"),
            "subject": text("Subject line.", 200),
            "listings": {
                "type": "array",
                "maxItems": 6,
                "items": {"type": "string", "minLength": 1, "maxLength": 64},
                "description": "Ids of the listings the e-mail is about.",
            },
        },
        "contact",
        "subject",
    ),
    effect=Effect.DRAFT,
    run=draft_email,
    undo=undo_draft_email,
)
