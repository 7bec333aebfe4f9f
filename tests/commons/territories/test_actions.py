import pytest

from entrelacs.commons.territories.actions import LoadReport, apply_cog, load_territories
from entrelacs.commons.territories.cog import Cog, CogRow
from entrelacs.commons.territories.models import FormerCode, Territory
from entrelacs.commons.territories.queries import find_territory


def row(kind, code, name, **details):
    empty = {"department": "", "region": "", "epci": "", "ept": "", "postal_codes": ""}
    places = {"population": None, "longitude": None, "latitude": None}
    return CogRow(kind=kind, code=code, name=name, **{**empty, **places, **details})


def empty_tables():
    FormerCode.objects.all().delete()
    # What a row points to goes in the same statement: no need to follow each link.
    Territory.objects.all()._raw_delete(using="default")


@pytest.fixture
def old_edition(db):
    empty_tables()
    cog = Cog(
        rows=(
            row("region", "11", "Île-de-France"),
            row("department", "93", "Seine-Saint-Denis", region="11"),
            row("commune", "93059", "Pierrefitte-sur-Seine", department="93", population=33_000),
            row("commune", "93066", "Saint-Denis", department="93", population=113_000),
        ),
        former_codes={"93900": "93059"},
    )
    apply_cog(cog)
    return cog


@pytest.fixture
def new_edition(old_edition):
    region, department, _merged, saint_denis = old_edition.rows
    kept = saint_denis._replace(population=149_000, longitude=2.358, latitude=48.9372)
    fresh = row("epci", "200054781", "Métropole du Grand Paris", department="93")
    return Cog(
        rows=(region, department, fresh, kept._replace(epci="200054781")),
        former_codes={"93059": "93066", "93900": "93066"},
    )


def test_loading_fills_the_tables_with_every_territory(packaged_territories, territories):
    assert packaged_territories == LoadReport(created=36_415, former_codes=4_240)
    assert territories.count() == 36_415
    assert FormerCode.objects.count() == 4_240


def test_loading_links_a_commune_to_what_contains_it(territories):
    saint_denis = territories.get(kind="commune", code="93066")

    assert saint_denis.department.name == "Seine-Saint-Denis"
    assert saint_denis.region.name == "Île-de-France"
    assert saint_denis.epci.name == "Métropole du Grand Paris"
    assert saint_denis.ept.name == "Plaine Commune"


def test_loading_twice_asks_two_questions_and_changes_nothing(
    territories, django_assert_num_queries
):
    with django_assert_num_queries(2 + 2):  # the savepoint opens and closes
        report = load_territories()

    assert report == LoadReport()


def test_loading_after_the_tables_were_emptied_fills_them_again(territories):
    empty_tables()

    report = load_territories()

    assert report == LoadReport(created=36_415, former_codes=4_240)


def test_new_edition_writes_only_the_difference(new_edition):
    kept_keys = dict(Territory.objects.values_list("code", "pk"))

    report = apply_cog(new_edition)

    assert report == LoadReport(created=1, updated=1, retired=1, former_codes=2)
    saint_denis = Territory.objects.get(code="93066")
    assert saint_denis.pk == kept_keys["93066"]
    assert (saint_denis.population, saint_denis.longitude) == (149_000, 2.358)
    assert saint_denis.epci.code == "200054781"
    assert apply_cog(new_edition) == LoadReport()


def test_new_edition_retires_a_merged_commune_without_deleting_it(new_edition):
    apply_cog(new_edition)

    assert not Territory.objects.get(code="93059").is_current
    assert find_territory("93059").name == "Saint-Denis"
    assert find_territory("93900").name == "Saint-Denis"


def test_old_edition_again_brings_a_retired_commune_back(old_edition, new_edition):
    apply_cog(new_edition)

    report = apply_cog(old_edition)

    assert report == LoadReport(created=0, updated=2, retired=1, former_codes=2)
    assert find_territory("93059").name == "Pierrefitte-sur-Seine"
