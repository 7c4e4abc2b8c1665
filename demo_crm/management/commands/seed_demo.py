"""`manage.py seed_demo`: fills an empty database with the demo's invented brokerages."""

from typing import Any

from django.core.management.base import BaseCommand

from demo_crm.seed import seed_demo


class Command(BaseCommand):
    """Seed the demo once."""

    help = "Make the demo's brokerages, people and homes, unless they are there."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Seed, and say whether there was anything to do."""
        made = seed_demo()
        if options["verbosity"]:
            self.stdout.write("The demo is seeded." if made else "The demo was seeded before.")
