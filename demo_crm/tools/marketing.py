"""The tools that begin a post or a website about a home, for the assistant to write."""

from typing import Any

from assistant.host import Call, Effect, Tool
from demo_crm import services
from demo_crm.database import in_database
from demo_crm.facts import post_facts, website_facts, whole_listing_facts
from demo_crm.models import SocialPost, Website
from demo_crm.tools.lookup import get_listing_row, get_member
from demo_crm.tools.parameters import build_parameters, public_id


@in_database
def draft_social_post(call: Call) -> dict[str, Any]:
    listing = get_listing_row(call.actor, call.arguments["listing"])
    post = services.open_post(
        owner=get_member(call.actor),
        key=call.key,
        listing=listing,
        network=call.arguments.get("network", SocialPost.Network.INSTAGRAM.value),
    )
    return {"post": post_facts(post), "listing": whole_listing_facts(listing)}


@in_database
def undo_draft_social_post(call: Call) -> None:
    made = [call.result["post"]["id"]]
    SocialPost.objects.visible_to(call.actor).with_public_ids(made).delete()


@in_database
def create_website_draft(call: Call) -> dict[str, Any]:
    listing = get_listing_row(call.actor, call.arguments["listing"])
    website = services.open_website(owner=get_member(call.actor), key=call.key, listing=listing)
    return {"website": website_facts(website), "listing": whole_listing_facts(listing)}


@in_database
def undo_create_website_draft(call: Call) -> None:
    made = [call.result["website"]["id"]]
    Website.objects.visible_to(call.actor).with_public_ids(made).delete()


LISTING = public_id("listing it is about", "L-1042")

DRAFT_SOCIAL_POST = Tool(
    name="draft_social_post",
    title="Beginning a post",
    description=(
        "Begin a post about one home; nothing is published. Returns the post's id and the facts of "
        "the listing; write the words in the widget social_post."
    ),
    parameters=build_parameters(
        {
            "listing": LISTING,
            "network": {
                "type": "string",
                "enum": SocialPost.Network.values,
                "default": SocialPost.Network.INSTAGRAM.value,
                "description": "Where it is meant to appear.",
            },
        },
        "listing",
    ),
    effect=Effect.DRAFT,
    run=draft_social_post,
    undo=undo_draft_social_post,
)

CREATE_WEBSITE_DRAFT = Tool(
    name="create_website_draft",
    title="Beginning a website",
    description=(
        "Begin a website of one page about one home; nothing goes online. Returns the website's id "
        "and the facts of the listing; write the words in the widget website."
    ),
    parameters=build_parameters({"listing": LISTING}, "listing"),
    effect=Effect.DRAFT,
    run=create_website_draft,
    undo=undo_create_website_draft,
)
