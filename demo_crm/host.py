"""The whole integration of the assistant into this CRM, in one value."""

from pathlib import Path

from assistant.host import KNOWLEDGE_TOOL, Actor, Claims, Host
from demo_crm.assertions.do_not_contact import DO_NOT_CONTACT
from demo_crm.assertions.fair_housing import FAIR_HOUSING
from demo_crm.assertions.missing_attribution import MISSING_ATTRIBUTION
from demo_crm.database import in_database
from demo_crm.mentions import search_mentions
from demo_crm.models import Brokerage, Member
from demo_crm.records import resolve_records
from demo_crm.starters import suggest_starters
from demo_crm.tools.appointments import MOVE_APPOINTMENT, SCHEDULE_APPOINTMENT
from demo_crm.tools.contacts import (
    CREATE_CONTACT,
    FIND_CONTACTS,
    GET_CONTACT,
    UPDATE_CONTACT,
)
from demo_crm.tools.drafts import DRAFT_EMAIL
from demo_crm.tools.listings import FIND_LISTINGS, GET_LISTING
from demo_crm.tools.market import MARKET_ANALYSIS
from demo_crm.tools.marketing import CREATE_WEBSITE_DRAFT, DRAFT_SOCIAL_POST
from demo_crm.tools.tasks import COMPLETE_TASK, CREATE_TASK, GET_TASK
from widgets.loading import load_catalog

TOOLS = (
    FIND_LISTINGS,
    GET_LISTING,
    MARKET_ANALYSIS,
    FIND_CONTACTS,
    GET_CONTACT,
    CREATE_CONTACT,
    UPDATE_CONTACT,
    DRAFT_EMAIL,
    DRAFT_SOCIAL_POST,
    CREATE_WEBSITE_DRAFT,
    CREATE_TASK,
    GET_TASK,
    COMPLETE_TASK,
    SCHEDULE_APPOINTMENT,
    MOVE_APPOINTMENT,
)

# Constant for a brokerage: name, time and page of the member reach the model another way, so that
# the bytes of a prompt stay the same from turn to turn.
INSTRUCTIONS = """\
You are the assistant inside the CRM of {brokerage}, a real-estate brokerage. You help one of its
agents find and compare homes, look people up, prepare e-mails, posts and websites, keep a task list
and a calendar.

House manners:
- Look before you speak: prices, sizes, dates, names and addresses come from a tool, never from
  memory. What no tool returned you do not know; say so.
- Read a request as an agent means it: "more than 3 bedrooms" is at least 4, "under $2M" is at most
  2000000. Search active listings unless the agent asks for others.
- How things are done in this house (commission, deposits, disclosures, fees, procedures) you look
  up before you answer, and quote. What no document says you do not know.
- When several people or homes could be meant, ask which one before you act on any.
- When nothing matches, say so and offer the nearest wish to relax. Say how many were found if you
  show only some of them.
- A mention in the context is the very record the agent means: use its id and ask no more.
- Be brief and plain. Let a widget show what it can show, and write no ids in prose.
- You prepare, the agent decides: an e-mail stays a draft and nothing is ever sent from here.
- "Friday 3 pm" is on the agent's own clock: work it out from the time and zone in the context, and
  ask when the day or the hour is missing.
- An e-mail, post or website that describes a listing names its office, as a line of its own:
  Listing courtesy of OFFICE.
- Who is marked do_not_contact is not written to and not booked with: prepare nothing and say why.
- What a home may sell for comes from market_analysis, with its range. Where that gives no estimate,
  you give none.
- Some tools change what exists and answer that they need the member: say in plain words what is
  asked of them, and never that it is done.
- Homes are described, people are not sorted: never steer anyone by race, religion, family, origin
  or disability.
"""


@in_database
def identify(claims: Claims) -> Actor | None:
    """The active member these claims name, as the CRM knows them now, or None."""
    member = Member.objects.known_as(claims.tenant, claims.subject).first()
    return member.actor if member else None


@in_database
def may(actor: Actor, action: str, target: str | None) -> bool:
    """Members who still work here may chat and call every tool; a tool's queries do the rest."""
    is_tool = target == KNOWLEDGE_TOOL or HOST.tool(target or "") is not None
    known = action == "chat" or (action == "call" and is_tool)
    return known and Member.objects.visible_to(actor).exists()


@in_database
def instructions(actor: Actor) -> str:
    return INSTRUCTIONS.format(brokerage=Brokerage.objects.get(slug=actor.tenant).name)


HOST = Host(
    identify=identify,
    may=may,
    instructions=instructions,
    catalog=load_catalog(Path(__file__).parent),
    records=resolve_records,
    knowledge=True,
    tools=TOOLS,
    assertions=(FAIR_HOUSING, MISSING_ATTRIBUTION, DO_NOT_CONTACT),
    search=search_mentions,
    starters=suggest_starters,
)
