"""The tools that put something into the member's calendar and move it."""

from datetime import datetime, timedelta
from typing import Any

from assistant.host import Call, Effect, Tool, ToolFault
from demo_crm import services
from demo_crm.changing import change_row, take_back_change
from demo_crm.database import in_database
from demo_crm.facts import appointment_facts
from demo_crm.models import Appointment
from demo_crm.tools.lookup import (
    get_appointment_row,
    get_contact_row,
    get_listing_row,
    get_member,
)
from demo_crm.tools.parameters import (
    MOMENT,
    build_parameters,
    matching,
    public_id,
    read_moment,
    text,
    whole_number,
)

USUAL_MINUTES, MOST_MINUTES = 60, 14 * 24 * 60


@in_database
def schedule_appointment(call: Call) -> dict[str, Any]:
    details = dict(call.arguments)
    starts, ends = _take_times(details)
    contact = None
    if "contact" in details:
        details["contact"] = contact = get_contact_row(call.actor, details["contact"])
    if "listing" in details:
        details["listing"] = get_listing_row(call.actor, details["listing"])
    appointment = services.schedule_appointment(
        owner=get_member(call.actor), key=call.key, starts=starts, ends=ends, details=details
    )
    return {
        "appointment": appointment_facts(appointment, call.actor.zone),
        "do_not_contact": contact is not None and contact.do_not_contact,
    }


@in_database
def undo_schedule_appointment(call: Call) -> None:
    made = [call.result["appointment"]["id"]]
    Appointment.objects.visible_to(call.actor).with_public_ids(made).delete()


@in_database
def move_appointment(call: Call) -> dict[str, Any]:
    """It takes as long as before, unless a length is given."""
    appointment = get_appointment_row(call.actor, call.arguments["appointment"])
    length = appointment.ends_at - appointment.starts_at
    starts, ends = _take_times(dict(call.arguments), length)
    change_row(
        author=get_member(call.actor),
        key=call.key,
        row=appointment,
        fields={"starts_at": starts, "ends_at": ends},
    )
    return {"appointment": appointment_facts(appointment, call.actor.zone)}


@in_database
def undo_move_appointment(call: Call) -> None:
    rows = Appointment.objects.visible_to(call.actor)
    take_back_change(actor=call.actor, key=call.key, rows=rows)


def _take_times(
    details: dict[str, Any], usual: timedelta = timedelta(minutes=USUAL_MINUTES)
) -> tuple[datetime, datetime]:
    """Take the times out of `details`. Raises ToolFault where they make no appointment."""
    starts = read_moment("starts", details.pop("starts"))
    minutes = details.pop("minutes", None)
    if "ends" not in details:
        return starts, starts + (timedelta(minutes=minutes) if minutes else usual)
    if minutes is not None:
        raise ToolFault("bad_arguments", "Give minutes or ends, not both.")
    ends = read_moment("ends", details.pop("ends"))
    if not timedelta() < ends - starts <= timedelta(minutes=MOST_MINUTES):
        raise ToolFault("bad_arguments", "ends: must lie after starts, by two weeks at most.")
    return starts, ends


STARTS = matching(MOMENT, "When it starts: an ISO time with offset, on the member's own clock.")

SCHEDULE_APPOINTMENT = Tool(
    name="schedule_appointment",
    title="Adding an appointment",
    description=(
        "Put an appointment into the member's own calendar; nobody is invited. Ask for the day "
        "and the hour if either is missing."
    ),
    parameters=build_parameters(
        {
            "title": text("What it is, e.g. Showing at 12 Alder Court.", 160),
            "starts": STARTS,
            "minutes": whole_number(
                f"How long it takes; {USUAL_MINUTES} if left out.", 1, MOST_MINUTES
            ),
            "ends": matching(MOMENT, "When it ends, instead of minutes."),
            "contact": public_id("contact it is with", "C-201"),
            "listing": public_id("listing it is at", "L-1042"),
            "place": text("Where it is, if not at a listing.", 160),
            "note": text("Anything else worth remembering.", 1000),
        },
        "title",
        "starts",
    ),
    effect=Effect.DRAFT,
    run=schedule_appointment,
    undo=undo_schedule_appointment,
)

MOVE_APPOINTMENT = Tool(
    name="move_appointment",
    title="Moving an appointment",
    description=(
        "Give one of the member's own appointments another time; nobody is told. It takes as long "
        "as before unless minutes or ends say otherwise."
    ),
    parameters=build_parameters(
        {
            "appointment": public_id("appointment", "A-31"),
            "starts": STARTS,
            "minutes": whole_number("How long it takes from now on.", 1, MOST_MINUTES),
            "ends": matching(MOMENT, "When it ends, instead of minutes."),
        },
        "appointment",
        "starts",
    ),
    effect=Effect.CHANGE,
    run=move_appointment,
    undo=undo_move_appointment,
)
