"""Facts to print, without a database; names that have tried printers before."""

import datetime
from dataclasses import replace
from typing import Any

from entrelacs.act.kit.facts import (
    Guest,
    KitConsent,
    KitFacts,
    KitMoment,
    KitPrompt,
    KitTable,
    KitWorld,
    Placement,
)

WORK = KitWorld(label="Travail social", short_label="TS", tone="teal", mark="round")
ENTERPRISE = KitWorld(
    label="Entrepreneuriat social", short_label="ES", tone="orange", mark="diamond"
)
TOWN = KitWorld(label="Collectivité", short_label="Coll.", tone="blue", mark="square")

PROMPTS = (
    KitPrompt(code="objectives", label="Objectifs", question="Quels objectifs ?", minutes=13),
    KitPrompt(code="examples", label="Exemples", question="Quels exemples ?", minutes=15),
    KitPrompt(code="leads", label="Pistes", question="Quelles pistes ?", minutes=20),
)


def guest(number: int = 1, **changes: Any) -> Guest:
    usual = Guest(
        registration=number,
        given_name="Anouk",
        family_name=f"Valmorin{chr(96 + number)}" if number <= 26 else f"Valmorin-{number}",
        structure="Maison des Tilleuls",
        worlds=(WORK,),
        page=f"https://entrelacs.example.org/p/{number}-0123456789abcdef:signature{number}/",
    )
    return replace(usual, **changes)


def table(number: int, **changes: Any) -> KitTable:
    code = f"K7MP4X{number:02d}"
    usual = KitTable(number=number, code=code, notebook=f"https://entrelacs.example.org/t/{code}/")
    return replace(usual, **changes)


def facts(**changes: Any) -> KitFacts:
    """A meeting of three people at two tables, with no plan."""
    usual = KitFacts(
        gathering="Grande Rencontre du Val",
        slug="val",
        day=datetime.date(2027, 3, 12),
        starts_at=datetime.time(14),
        ends_at=datetime.time(18),
        place="Halle aux grains",
        address="",
        organizer="Le programme",
        contact="contact@exemple.fr",
        entrance="https://entrelacs.example.org/t/",
        guests=(guest(1), guest(2), guest(3)),
        worlds=(WORK, ENTERPRISE, TOWN),
        tables=(table(1), table(2)),
        prompts=PROMPTS,
        moments=(
            KitMoment(kind="welcome", starts_at=datetime.time(14), minutes=30, title="Accueil"),
            KitMoment(kind="tables", starts_at=datetime.time(15), minutes=60, title="Ateliers"),
        ),
        consents=(
            KitConsent(use="name-in-report", short="compte rendu", text="J’accepte.", version=2),
        ),
    )
    return replace(usual, **changes)


def plan(tables: dict[int, tuple[int | None, ...]], *, rounds: int = 1) -> Placement:
    made_at = datetime.datetime(2027, 3, 11, 17, 2, tzinfo=datetime.UTC)
    return Placement(version=4, made_at=made_at, rounds=rounds, tables=tables)


HOSTILE = (
    guest(11, given_name="#set page()", family_name="$x$ \\ [a] <b>@ref *x*"),
    guest(12, given_name="Zoé 😀", family_name="אברהם محمد", worlds=(WORK, TOWN)),
    guest(13, given_name="M" * 60, family_name="W" * 60, structure="x" * 200),
    guest(14, given_name="Jean " * 16, family_name="de La " * 13, structure="« a » " * 33),
    guest(15, given_name="", family_name="Cher", worlds=(), structure=""),
    guest(16, worlds=(WORK, ENTERPRISE, TOWN, WORK, ENTERPRISE, TOWN)),
    guest(17, given_name="a\x00b\nc\ud800", structure="<script>alert(1)</script>\t{{ 7 }}"),
)
