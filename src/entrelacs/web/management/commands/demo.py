"""Load the demonstration; `--reset` empties the database first."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from entrelacs.web.demo.load import has_demo, load_demo


class Command(BaseCommand):
    help = "Load the demonstration: Paris 2021 finished, Bordeaux 2027 to be composed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="start again from nothing")

    def handle(self, *args: Any, reset: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("La démonstration ne se charge pas dans une base de production.")
        if reset:
            call_command("flush", interactive=False, verbosity=0)
        if has_demo():
            self.stdout.write("La démonstration est déjà là.")
            return
        load_demo()
        self.stdout.write("Démonstration chargée.")
