"""Print, as JSON, what stands in the addresses of the demonstration: `python -m tests.browser.keys`.

A process of its own: the tests themselves drive the server from outside and open no database.
"""

import json
import sys

import django

# Someone new, twice with another spelling, a mail that is none, a total.
PARTNERS = """Prénom;Nom;Structure;Mail;Tél;Monde
Ondine;Valcreux;CCAS de Cenon;ondine@liste.example;0612345678;TS
Ondine;Valcreu;CCAS de Cenon;;0612345678;les deux
;;Les Passerelles;pas-une-adresse;;
Total;2;;;;
"""


def find_keys() -> dict[str, object]:
    """Return the slugs, codes and numbers of one row of each kind."""
    from django_scopes import scope  # needs Django set up

    from entrelacs.act.gatherings.links import personal_token
    from entrelacs.act.gatherings.models import Gathering, Registration, Segment
    from entrelacs.act.guest_lists.cells import read_cells
    from entrelacs.act.guest_lists.drafts import start_list
    from entrelacs.act.leads.models import Lead
    from entrelacs.act.mailings.models import Mailing
    from entrelacs.act.notes.models import Contribution, Prompt
    from entrelacs.act.synthesis.models import SynthesisLine
    from entrelacs.act.tables.models import Table
    from entrelacs.commons.mail.models import Mail
    from entrelacs.commons.organizations.models import Organization
    from entrelacs.commons.programmes.models import Programme
    from entrelacs.commons.themes.models import Theme

    with scope(programme=Programme.objects.get(slug="grandes-rencontres")):
        paris, bordeaux = Gathering.objects.order_by("day")
        table = Table.objects.filter(gathering=paris).order_by("number")[0]
        guest = Registration.objects.filter(gathering=bordeaux).order_by("pk")[0]
        if not guest.link_salt:
            guest.link_salt = "0123456789abcdef"
            guest.save(update_fields=["link_salt"])
        guest_list = start_list(
            actor=None,
            gathering=bordeaux,
            sheets=[read_cells(PARTNERS)],
            filename="partenaires.csv",
        )

        def first(model: type, **conditions: object) -> int:
            return model.objects.filter(**conditions).order_by("pk")[0].pk

        return {
            "paris": paris.slug,
            "bordeaux": bordeaux.slug,
            "programme": bordeaux.programme.slug,
            "guest": guest.pk,
            "token": personal_token(guest),
            "paris_code": table.code,
            "table": table.number,
            "note": str(Contribution.objects.filter(table=table).order_by("pk")[0].key),
            "prompt": first(Prompt, gathering=paris),
            "segment": first(Segment, gathering=bordeaux),
            "lead": first(Lead, gathering=paris, merged_into=None),
            "line": first(SynthesisLine, gathering=paris),
            "theme": first(Theme, typology=paris.typology),
            "mail": first(Mail),
            "mailing": first(Mailing),
            "guest_list": guest_list.pk,
            "organization": first(Organization),
            "markdown": "markdown",
        }


if __name__ == "__main__":
    django.setup()
    json.dump(find_keys(), sys.stdout)
