from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django_scopes import get_scope
from factory.django import DjangoModelFactory

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.consent.models import ConsentText, Use
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.organizations.models import Organization, OrganizationName
from entrelacs.commons.organizations.spelling import spelling_key
from entrelacs.commons.people.matching import person_key
from entrelacs.commons.people.models import Account, Affiliation, Person, Role
from entrelacs.commons.programmes.models import Mark, Programme, Tone, World
from entrelacs.commons.themes.models import Theme, Typology


def programme_in_scope() -> Programme:
    return get_scope()["programme"]


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programme {n}")
    slug = factory.Sequence(lambda n: f"programme-{n}")


class ScopedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    programme = factory.LazyFunction(programme_in_scope)


class WorldFactory(ScopedFactory):
    class Meta:
        model = World

    code = factory.Sequence(lambda n: f"world-{n}")
    label = factory.Sequence(lambda n: f"Monde {n}")
    short_label = factory.Sequence(lambda n: f"M{n}")
    tone = factory.Sequence(lambda n: Tone.values[n % len(Tone.values)])
    mark = factory.Sequence(lambda n: Mark.values[n // len(Tone.values) % len(Mark.values)])


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = Account

    email = factory.Sequence(lambda n: f"compte{n}@exemple.fr")
    password = factory.LazyFunction(lambda: make_password(None))


class OrganizationFactory(ScopedFactory):
    class Meta:
        model = Organization
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Structure {n}")

    @factory.post_generation
    def spelling(self: Any, create: bool, extracted: Any, **_: Any) -> None:
        OrganizationName.objects.create(
            programme=self.programme,
            organization=self,
            name=self.name,
            key=spelling_key(self.name),
        )


class PersonFactory(ScopedFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    given_name = factory.Sequence(lambda n: f"Prénom{n}")
    family_name = factory.Sequence(lambda n: f"Nom{n}")
    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    name_key = factory.LazyAttribute(lambda o: person_key(o.given_name, o.family_name))

    @factory.post_generation
    def worlds(self: Any, create: bool, extracted: Any, **_: Any) -> None:
        if extracted:
            self.worlds.set(extracted)

    @factory.post_generation
    def organization(self: Any, create: bool, extracted: Any, **_: Any) -> None:
        if extracted:
            Affiliation.objects.create(
                programme=self.programme, person=self, organization=extracted
            )


class MemberFactory(PersonFactory):
    """A person with an account and a role, ready for `client.force_login(member.account)`."""

    account = factory.SubFactory(AccountFactory)
    email = factory.LazyAttribute(lambda o: o.account.email)

    @factory.post_generation
    def role(self: Any, create: bool, extracted: Any, **_: Any) -> None:
        Role.objects.create(
            programme=self.programme, person=self, code=extracted or RoleCode.ORGANISER
        )


class TypologyFactory(ScopedFactory):
    class Meta:
        model = Typology

    name = factory.Sequence(lambda n: f"Typologie {n}")


class ThemeFactory(ScopedFactory):
    class Meta:
        model = Theme

    typology = factory.SubFactory(TypologyFactory)
    label = factory.Sequence(lambda n: f"Thème {n}")
    tone = Tone.TEAL
    keywords = factory.LazyFunction(lambda: ["rencontre"])
    position = factory.Sequence(lambda n: n)


class ConsentTextFactory(ScopedFactory):
    class Meta:
        model = ConsentText

    use = Use.NAME_IN_REPORT
    version = factory.Sequence(lambda n: n + 1)
    text = "J'accepte que mon nom paraisse dans le compte rendu."


class MailFactory(ScopedFactory):
    """One mail about `about`, a gathering for instance."""

    class Meta:
        model = Mail
        exclude = ("about",)

    about = None
    key = factory.Sequence(lambda n: f"essai:{n}")
    kind = "free"
    person = factory.SubFactory(PersonFactory)
    subject_type = factory.LazyAttribute(lambda o: o.about._meta.label_lower if o.about else "")
    subject_id = factory.LazyAttribute(lambda o: str(o.about.pk) if o.about else "")
    to = factory.LazyAttribute(lambda o: o.person.email)
    subject = "Des nouvelles"
    text = "Bonjour,"
    html = "<!doctype html><html><head></head><body><p>Bonjour,</p></body></html>"
