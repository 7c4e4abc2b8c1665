"""The CRM's rows; every read of them starts with `visible_to(actor)`."""

from demo_crm.models.changes import Change
from demo_crm.models.contacts import Contact, Note
from demo_crm.models.listings import Listing
from demo_crm.models.marketing import SocialPost, Website
from demo_crm.models.people import Brokerage, Member
from demo_crm.models.work import Appointment, EmailDraft, Task

__all__ = [
    "Appointment",
    "Brokerage",
    "Change",
    "Contact",
    "EmailDraft",
    "Listing",
    "Member",
    "Note",
    "SocialPost",
    "Task",
    "Website",
]
