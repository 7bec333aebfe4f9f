from django.db import transaction
from django.utils.text import slugify
from django_scopes import scope

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.consent.actions import write_consent_text
from entrelacs.commons.founding.defaults import CONSENT_TEXTS, WORLDS
from entrelacs.commons.people.actions import add_person, give_role
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.actions import open_programme
from entrelacs.commons.programmes.models import Programme
from entrelacs.errors import EntrelacsError


class ProgrammeExists(EntrelacsError):
    code = "programme-exists"


class FounderUnreachable(EntrelacsError):
    """Without a mail address an owner could never sign in."""

    code = "programme-owner-without-mail"


@transaction.atomic
def found_programme(
    *,
    name: str,
    owner_email: str,
    owner_given_name: str,
    owner_family_name: str,
    role: RoleCode = RoleCode.OWNER,
    slug: str = "",
    **details: object,
) -> tuple[Programme, Person]:
    """Open a programme ready for a first meeting: worlds, consent texts, and who owns it.

    There is no actor: the person who founds a programme comes into being with it.
    """
    slug = slug or slugify(name)
    if Programme.objects.filter(slug=slug).exists():
        raise ProgrammeExists(name=name)
    if "@" not in owner_email:
        raise FounderUnreachable(mail=owner_email)
    programme = open_programme(
        name=name,
        slug=slug,
        worlds=[
            {
                "code": code,
                "label": label,
                "short_label": short_label,
                "tone": tone,
                "mark": mark,
                "is_pole": is_pole,
            }
            for code, label, short_label, tone, mark, is_pole in WORLDS
        ],
        **details,
    )
    with scope(programme=programme):
        founder = add_person(
            actor=None,
            programme=programme,
            given_name=owner_given_name,
            family_name=owner_family_name,
            email=owner_email,
        )
        give_role(actor=founder, person=founder, code=role)
        for use, text in CONSENT_TEXTS.items():
            write_consent_text(actor=founder, programme=programme, use=use, text=text)
    return programme, founder
