"""Run one long search for tables; started by the composer's page, never by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scope, scopes_disabled

from entrelacs.act.tables.models import Search
from entrelacs.act.tables.searching import run_search


class Command(BaseCommand):
    help = "Run a search for tables that the composer's page asked for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("search", type=int)

    def handle(self, *args: Any, search: int, **options: Any) -> None:
        with scopes_disabled():
            found = (
                Search.objects.filter(pk=search, state=Search.State.RUNNING)
                .select_related("programme", "gathering__composition", "asked_by")
                .first()
            )
        if found is None:
            raise CommandError(str(search))
        with scope(programme=found.programme):
            run_search(found)
