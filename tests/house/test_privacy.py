"""A model about people says why, for how long, and what erasure does; the register repeats it."""

# ruff: noqa: DJ008 -- the planted models say only what is looked at

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from entrelacs.commons.people.models import Account, Person
from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from tests.house.privacy import REGISTER, models_that_say_nothing, register_rows

DECLARED = PersonalData(purpose="to sign in", kept="12 months", erasure=Erasure.UNLINK)


def ours() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("entrelacs."))


def test_every_model_about_people_says_why() -> None:
    assert list(map(str, models_that_say_nothing(ours()))) == []


def test_models_of_others_go_with_the_account() -> None:
    kept = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model is Account
        and not model.__module__.startswith("entrelacs.")
        and field.remote_field.on_delete is not models.CASCADE
    ]

    assert kept == []


def test_unlinked_rows_can_lose_their_person() -> None:
    stuck = [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.fields
        if field.related_model is Person
        and getattr(model, "personal_data", DECLARED).erasure is Erasure.UNLINK
        and not field.null
    ]

    assert stuck == []


def test_register_is_up_to_date() -> None:
    written = [
        line for line in REGISTER.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]

    assert written == register_rows(ours())


@isolate_apps("entrelacs.act")
def test_silent_model_is_seen() -> None:
    class Silent(models.Model):
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")

        class Meta:
            app_label = "act"

    class Reachable(models.Model):
        address = models.EmailField()

        class Meta:
            app_label = "act"

    class Crowd(models.Model):
        accounts = models.ManyToManyField(Account, related_name="+")

        class Meta:
            app_label = "act"

    faults = [str(fault) for fault in models_that_say_nothing([Silent, Reachable, Crowd])]

    assert faults == [
        "act.Silent:0: no personal_data, yet it has person",
        "act.Reachable:0: no personal_data, yet it has address",
        "act.Crowd:0: no personal_data, yet it has accounts",
    ]


@isolate_apps("entrelacs.act")
def test_declaration_of_a_parent_is_not_enough() -> None:
    class Parent(models.Model):
        personal_data = DECLARED

        class Meta:
            app_label = "act"
            abstract = True

    class Child(Parent):
        family_name = models.CharField(max_length=80)

        class Meta:
            app_label = "act"

    assert len(list(models_that_say_nothing([Child]))) == 1


@isolate_apps("entrelacs.act")
def test_new_declaration_is_wanted_in_the_register() -> None:
    class Newcomer(models.Model):
        personal_data = DECLARED
        person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

        class Meta:
            app_label = "act"

    assert register_rows([Newcomer]) == [
        "| `act.Newcomer` | `person` | se connecter | 12 mois | gardé sans la personne |"
    ]


@isolate_apps("entrelacs.act")
def test_purpose_without_french_words_is_seen() -> None:
    class Curious(models.Model):
        personal_data = PersonalData(
            purpose="out of curiosity", kept="12 months", erasure=Erasure.DELETE
        )

        class Meta:
            app_label = "act"

    with pytest.raises(KeyError, match="out of curiosity"):
        register_rows([Curious])
