"""`manage.py seed_demo`: once, and never over what is there."""

import pytest
from django.core.management import call_command

from assistant.models import KnowledgeDocument
from demo_crm.models import Brokerage, Contact


@pytest.mark.django_db
def test_the_demo_is_made_once():
    Brokerage.objects.all().delete()
    call_command("seed_demo", verbosity=0)
    made = set(Contact.objects.values_list("pk", flat=True))
    assert made
    assert KnowledgeDocument.objects.of_tenant("lantern-row").count() >= 12
    call_command("seed_demo", verbosity=0)
    assert set(Contact.objects.values_list("pk", flat=True)) == made
