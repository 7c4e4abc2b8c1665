"""The scene that drafts an e-mail: find the person, find the listings, write the letter. No I/O."""

from demo_crm.offline_model.contact_scenes import find_person
from demo_crm.offline_model.intents import WriteEmail
from demo_crm.offline_model.letter import write_letter, write_subject
from demo_crm.offline_model.listing_reference import find_named, name_again
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import join, quote, tell_quiet, widget
from demo_crm.offline_model.turn import Turn

_DRAFTED = (
    "Here is a draft for you to finish. It is a fixed text of the script, and nothing is sent."
)


def write_email(wish: WriteEmail, turn: Turn) -> Scene:
    """Draft a letter; nothing is sent."""
    if wish.person == "":
        return Say("To whom? Say: *write an e-mail to*, and the name.", is_open=True)
    about = f" about {name_again(wish.topic, turn)}" if wish.topic else ""
    contact = yield from find_person(
        wish.person, turn, lambda person: turn.carry(f"Write an e-mail to {person}{about}")
    )
    if isinstance(contact, Say):
        return contact
    name = quote(contact["name"])
    if contact.get("do_not_contact"):
        return Say(tell_quiet(name, "I drafted nothing"), is_open=True)
    topic = yield from find_named(
        wish.topic,
        turn,
        lambda listing: turn.carry(f"Write an e-mail to {name} about {listing}"),
    )
    if isinstance(topic, Say):
        return topic
    if topic.is_missing:
        said = f"I found no listing for “{quote(topic.words)}” to write about."
        return Say(said, is_open=True)
    subject = write_subject(topic.words, len(topic.listings))
    arguments = {"contact": contact["id"], "subject": subject}
    drafted = yield Use(
        "draft_email", arguments | ({"listings": topic.listings} if topic.listings else {})
    )
    draft, listings = drafted.value["draft"], drafted.value["listings"]
    body = write_letter(draft["to_name"], listings, topic.words, turn.member)
    payload = {"draft": draft["id"], "subject": draft["subject"], "body": body}
    return Say(join(_DRAFTED, widget("email_draft", payload)))
