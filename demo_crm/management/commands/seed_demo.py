"""`manage.py seed_demo`: fills an empty database with the demo's invented brokerages."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from demo_crm.models import Brokerage
from demo_crm.seed import seed_demo

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


class Command(BaseCommand):
    """Seed the demo once; its documents are brought in again when they change."""

    help = "Make the demo's brokerages, people and homes, unless they are there."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Seed, and say whether there was anything to do."""
        made = seed_demo()
        for tenant in Brokerage.objects.values_list("slug", flat=True):
            call_command("knowledge", "import", str(KNOWLEDGE), "--tenant", tenant, verbosity=0)
        if options["verbosity"]:
            self.stdout.write("The demo is seeded." if made else "The demo was seeded before.")
