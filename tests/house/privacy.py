"""What models say of the people in them, and the register of processing made from it.

`python -m tests.house.privacy` prints the table of `docs/privacy.md`.
"""

import os
from collections.abc import Iterable, Iterator

from django.db import models

from tests.house.source import ROOT, Fault

REGISTER = ROOT / "docs" / "privacy.md"
HOLDERS = {"Person", "Account"}
NAMING = {"given_name", "family_name", "first_name", "last_name", "phone", "birth_date", "needs"}

# The register is read by associations and by the authority: it speaks French.
WORDS = {
    "delete": "supprimé",
    "unlink": "gardé sans la personne",
    "blank": "vidé de ses textes",
    "keep": "gardé, sans nom, comme preuve",
    "24 months after last contact": "24 mois après le dernier contact",
    "12 months": "12 mois",
    "until it is added or dropped, 30 days at most": "jusqu’à l’ajout ou l’abandon, 30 jours au plus",
    "as long as the programme": "aussi longtemps que le programme",
    "3 years": "3 ans",
    "5 years after withdrawal": "5 ans après le retrait",
    "access rights": "donner des droits d’accès",
    "proof of consent": "prouver un consentement",
    "proof of who changed what": "savoir qui a changé quoi",
    "to know who is in the room": "savoir qui est dans la salle",
    "to let people write to the organiser": "permettre d’écrire à l’organisateur",
    "to bring a list in without losing it": "apporter une liste sans la perdre",
    "to invite people and seat them": "inviter et placer les personnes",
    "to prepare the meeting and seat people": "préparer la rencontre et placer les personnes",
    "to seat colleagues apart": "séparer les collègues aux tables",
    "to seat people with whom they ask, or apart": "placer ensemble ou à part, comme demandé",
    "to sign in": "se connecter",
    "to write to people and to know what they received": (
        "écrire aux personnes et savoir ce qu’elles ont reçu"
    ),
    "to undo an import": "annuler un import",
    "who carries a lead": "savoir qui porte une piste",
    "who composed the tables": "savoir qui a composé les tables",
    "who hosts and who takes notes": "savoir qui anime et qui note à une table",
    "who published the report": "savoir qui a publié le compte rendu",
    "who wrote to several people at once": "savoir qui a écrit à plusieurs personnes à la fois",
}


def personal_fields(model: type[models.Model]) -> list[str]:
    """Fields that point to someone, or that name or reach them."""
    return [
        field.name
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if isinstance(field, models.EmailField)
        or field.name in NAMING
        or (field.is_relation and getattr(field.related_model, "__name__", "") in HOLDERS)
    ]


def models_that_say_nothing(candidates: Iterable[type[models.Model]]) -> Iterator[Fault]:
    """A model about people without a `personal_data` of its own."""
    for model in candidates:
        fields = personal_fields(model)
        if fields and "personal_data" not in vars(model):
            yield Fault(model._meta.label, 0, f"no personal_data, yet it has {', '.join(fields)}")


def register_rows(candidates: Iterable[type[models.Model]]) -> list[str]:
    """One line of the register for each model that declares."""
    rows = []
    for model in sorted(candidates, key=lambda model: model._meta.label):
        declared = getattr(model, "personal_data", None)
        if declared is None:
            continue
        fields = ", ".join(f"`{name}`" for name in personal_fields(model)) or "–"
        words = (WORDS[declared.purpose], WORDS[declared.kept], WORDS[declared.erasure.value])
        rows.append(f"| `{model._meta.label}` | {fields} | {' | '.join(words)} |")
    return rows


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entrelacs.web.settings.local")
    import django  # app ready
    from django.apps import apps

    django.setup()
    print("\n".join(register_rows(apps.get_models())))  # noqa: T201 -- what is asked for
