import pytest
from django_scopes import scope

from entrelacs.commons.consent.models import ConsentText
from entrelacs.commons.founding.actions import (
    FounderUnreachable,
    ProgrammeExists,
    found_programme,
)
from entrelacs.commons.programmes.models import Programme
from entrelacs.commons.programmes.queries import poles, worlds

FOUNDER = {
    "owner_email": "Odile@Exemple.fr",
    "owner_given_name": "Odile",
    "owner_family_name": "Montauzan",
}


@pytest.mark.django_db
def test_programme_founded_is_ready_for_a_first_meeting() -> None:
    programme, founder = found_programme(name="Rencontres du Gers", **FOUNDER)

    with scope(programme=programme):
        assert programme.slug == "rencontres-du-gers"
        assert founder.role_codes == {"owner"}
        assert founder.account.email == "odile@exemple.fr"
        assert [world.code for world in poles()] == ["ts", "es"]
        assert worlds().count() == 5
        assert ConsentText.objects.count() == 4


@pytest.mark.django_db
def test_programme_of_the_same_name_is_refused() -> None:
    found_programme(name="Rencontres du Gers", **FOUNDER)

    with pytest.raises(ProgrammeExists) as refusal:
        found_programme(name="Rencontres du Gers", **FOUNDER)

    assert refusal.value.details == {"name": "Rencontres du Gers"}
    assert Programme.objects.count() == 1


@pytest.mark.django_db
def test_owner_without_mail_is_refused_and_nothing_is_left() -> None:
    with pytest.raises(FounderUnreachable):
        found_programme(name="Rencontres du Gers", **FOUNDER | {"owner_email": "odile"})

    assert Programme.objects.count() == 0
