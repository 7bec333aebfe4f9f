"""The kit of the day for 80 people at 10 tables: seconds and peak memory, from the database to the ZIP.

    python benchmarks/kit.py [FOLDER]     # FOLDER receives the kit

Beside it, in the same run, what it cannot do without: as many squares drawn by the bare library, and
as many documents of the same numbers of blank pages set by bare typst. Leaves with 1 over a bar.
The first kit of a process is the one measured; the second says what caches give.
"""

import os
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parents[1]
PEOPLE, TABLES = 80, 10
MOST_SECONDS, MOST_MEGABYTES = 10.0, 300
MANY = 300


def prepare() -> None:
    """An empty site in a folder of its own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "entrelacs.web.settings.local"
    os.environ["ENTRELACS_DATA_DIR"] = tempfile.mkdtemp()
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415 -- reads the settings laid above

    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- app ready
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    settings.DEBUG = False
    call_command("migrate", verbosity=0)


def lay_meeting(people: int, tables: int):
    """Invented people of three worlds, all seated."""
    from tests import factories  # noqa: PLC0415 -- app ready
    from tests.act.tables.rooms import fill_room  # noqa: PLC0415 -- app ready

    gathering, registrations = fill_room(people, name=f"Rencontre de {people}")
    seating = factories.SeatingFactory(gathering=gathering)
    laid = [
        factories.TableFactory(
            gathering=gathering, number=number, code=f"K{people:03d}4X{number:02d}"
        )
        for number in range(1, tables + 1)
    ]
    for place, registration in enumerate(registrations):
        factories.SeatFactory(
            seating=seating, registration=registration, table=laid[place % tables]
        )
    return gathering


def make_kit(gathering):
    """What the button does, but for the journal: read, set, zip."""
    from entrelacs.act.kit.archive import kit_archive  # noqa: PLC0415 -- app ready
    from entrelacs.act.kit.options import KitOptions  # noqa: PLC0415 -- app ready
    from entrelacs.act.kit.queries import (  # noqa: PLC0415 -- app ready
        facts_of,
        gatherings_with_kit,
    )

    return kit_archive(facts_of(gatherings_with_kit().get(pk=gathering.pk)), KitOptions())


def timed(act):
    """What it gives, the seconds on the clock, those of the processor."""
    wall, own = perf_counter(), process_time()
    given = act()
    return given, perf_counter() - wall, process_time() - own


def peak_megabytes() -> float:
    """Of the whole process, Django included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare_squares(gathering) -> None:
    import segno  # noqa: PLC0415 -- with the others

    from entrelacs.act.kit.queries import (  # noqa: PLC0415 -- app ready
        facts_of,
        gatherings_with_kit,
    )

    facts = facts_of(gatherings_with_kit().get(pk=gathering.pk))
    for address in [each.page for each in facts.guests] + [each.notebook for each in facts.tables]:
        segno.make(address, error="m", micro=False, boost_error=False)


def bare_pages(counts: list[int]) -> None:
    import typst  # noqa: PLC0415 -- with the others

    for count in counts:
        source = '#set document(title: "Vide")\n#set text(lang: "fr")\n= Vide\n'
        source += "#pagebreak()\nVide\n" * (count - 1)
        compiler = typst.Compiler(source.encode(), ignore_system_fonts=True)
        compiler.compile(format="pdf", pdf_standards=["ua-1"])


def page_counts(gathering) -> list[int]:
    from entrelacs.act.kit.archive import lines_of  # noqa: PLC0415 -- app ready
    from entrelacs.act.kit.options import KitOptions  # noqa: PLC0415 -- app ready
    from entrelacs.act.kit.queries import (  # noqa: PLC0415 -- app ready
        facts_of,
        gatherings_with_kit,
    )

    facts = facts_of(gatherings_with_kit().get(pk=gathering.pk))
    return [line.pages for line in lines_of(facts, KitOptions())]


def main() -> None:
    prepare()
    from django_scopes import scope  # noqa: PLC0415 -- app ready

    from tests.factories import ProgrammeFactory  # noqa: PLC0415 -- app ready

    with scope(programme=ProgrammeFactory()):
        gathering = lay_meeting(PEOPLE, TABLES)
        before = peak_megabytes()
        content, seconds, own = timed(lambda: make_kit(gathering))
        peak = peak_megabytes()
        _again, second, _own = timed(lambda: make_kit(gathering))
        _none, squares, _own = timed(lambda: bare_squares(gathering))
        counts = page_counts(gathering)
        _none, pages, _own = timed(lambda: bare_pages(counts))
        many = lay_meeting(MANY, MANY // 8)
        _content, large, _own = timed(lambda: make_kit(many))
    for folder in sys.argv[1:]:
        (Path(folder) / "kit.zip").write_bytes(content)
    bound = squares + pages
    print(f"{PEOPLE} people, {TABLES} tables: {len(counts)} PDF, {sum(counts)} pages, "
          f"{len(content) / 1e6:.1f} MB")  # fmt: skip
    print(f"kit               {seconds:6.2f} s  (bar {MOST_SECONDS:.0f}; processor {own:.2f} s)")
    print(f"same kit again    {second:6.2f} s")
    print(f"bare squares      {squares:6.2f} s  {PEOPLE + TABLES} by segno alone")
    print(f"bare pages        {pages:6.2f} s  as many blank pages by typst alone")
    print(f"kit / bare        {seconds / bound:6.2f} times")
    print(f"peak memory       {peak:6.0f} MB (bar {MOST_MEGABYTES}; {before:.0f} before the kit)")
    print(f"{MANY} people       {large:6.2f} s, peak {peak_megabytes():.0f} MB")
    sys.exit(0 if seconds < MOST_SECONDS and peak < MOST_MEGABYTES else 1)


if __name__ == "__main__":
    main()
