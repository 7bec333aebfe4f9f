import pytest

from entrelacs.commons.organizations.actions import (
    OrganizationRing,
    SameOrganization,
    SiretTaken,
    SpellingTaken,
    add_spelling,
    edit_organization,
    find_or_add_organization,
    merge_organizations,
)
from entrelacs.commons.organizations.identifiers import SiretInvalid
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.organizations.queries import organizations, probable_duplicates
from entrelacs.commons.people.models import Affiliation
from tests.factories import OrganizationFactory, PersonFactory

SIRET = "73282932000074"


def find(programme, name: str) -> Organization:
    return find_or_add_organization(actor=None, programme=programme, name=name)


def test_structure_is_found_whatever_the_writing_of_its_name(programme):
    first = find(programme, "Tirelires d’Avenir")

    assert find(programme, "  ASSOCIATION tirelires d'avenir ") == first
    assert Organization.objects.count() == 1


def test_spelling_leads_to_one_structure_only(programme):
    kept, other = OrganizationFactory(name="Département 92"), OrganizationFactory()
    add_spelling(actor=None, organization=kept, name="CD 92")

    assert find(programme, "cd 92") == kept
    with pytest.raises(SpellingTaken):
        add_spelling(actor=None, organization=other, name="CD-92")


def test_siret_is_checked_and_borne_once(programme):
    one, other = OrganizationFactory(), OrganizationFactory()
    edit_organization(actor=None, organization=one, siret="732 829 320 00074")

    assert Organization.objects.get(pk=one.pk).siret == SIRET
    with pytest.raises(SiretTaken):
        edit_organization(actor=None, organization=other, siret=SIRET)
    with pytest.raises(SiretInvalid):
        edit_organization(actor=None, organization=other, siret="73282932000075")
    other.refresh_from_db()
    assert other.siret == ""


def test_structures_cannot_depend_on_each_other_in_a_ring(programme):
    top, antenna = OrganizationFactory(), OrganizationFactory()
    edit_organization(actor=None, organization=antenna, parent=top)

    with pytest.raises(OrganizationRing):
        edit_organization(actor=None, organization=top, parent=antenna)


def test_merging_keeps_people_spellings_antennas_and_numbers(programme):
    kept = OrganizationFactory(name="Département des Hauts-de-Seine")
    absorbed = OrganizationFactory(name="CD 92", siret=SIRET)
    antenna = OrganizationFactory(parent=absorbed)
    both, one = PersonFactory(organization=kept), PersonFactory(organization=absorbed)
    Affiliation.objects.create(programme=programme, person=both, organization=absorbed)

    merge_organizations(actor=None, kept=kept, absorbed=absorbed)

    assert list(kept.affiliations.order_by("pk").values_list("person", flat=True)) == [
        both.pk,
        one.pk,
    ]
    assert find(programme, "cd 92") == kept
    antenna.refresh_from_db()
    kept.refresh_from_db()
    assert (antenna.parent, kept.siret) == (kept, SIRET)
    assert not Organization.objects.filter(pk=absorbed.pk).exists()


def test_structure_cannot_be_merged_with_itself(programme):
    organization = OrganizationFactory()

    with pytest.raises(SameOrganization):
        merge_organizations(actor=None, kept=organization, absorbed=organization)


def test_probable_duplicates_are_proposed_the_fuller_one_first(programme):
    small = OrganizationFactory(name="CD 92")
    full = OrganizationFactory(name="Département des Hauts-de-Seine")
    PersonFactory(organization=full)
    OrganizationFactory(name="Département des Yvelines")
    OrganizationFactory(name="Conseil départemental 92", parent=small)

    pairs = probable_duplicates(list(organizations().order_by("pk")))

    assert [(pair.kept.name, pair.absorbed.name) for pair in pairs] == [
        ("Département des Hauts-de-Seine", "CD 92"),
        ("Département des Hauts-de-Seine", "Conseil départemental 92"),
    ]
