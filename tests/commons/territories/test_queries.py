import pytest

from entrelacs.commons.territories.errors import AmbiguousTerritory, UnknownTerritory
from entrelacs.commons.territories.models import FormerCode, Territory
from entrelacs.commons.territories.queries import (
    find_territory,
    read_territory,
    resolve_territory,
    search_territories,
)

pytestmark = pytest.mark.usefixtures("territories")


def labels(text, **options):
    return [territory.label for territory in search_territories(text, **options)]


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("93066", "commune", "Saint-Denis"),
        (" 2a004 ", "commune", "Ajaccio"),
        ("97411", "commune", "Saint-Denis"),
        ("75113", "arrondissement", "Paris 13e Arrondissement"),
        ("1053", "commune", "Bourg-en-Bresse"),
        ("1", "department", "Ain"),
        ("75", "department", "Paris"),
        ("974", "department", "La Réunion"),
        ("84", "department", "Vaucluse"),
        ("11", "department", "Aude"),
        ("200054781", "epci", "Métropole du Grand Paris"),
        ("200057867", "ept", "Plaine Commune"),
    ],
)
def test_territory_is_found_by_its_code(code, kind, name):
    territory = find_territory(code)

    assert (territory.kind, territory.name) == (kind, name)


def test_region_is_found_when_its_kind_is_asked_for():
    assert find_territory("75", kind="region").name == "Nouvelle-Aquitaine"


def test_former_code_resolves_and_says_so():
    resolved = resolve_territory("93059")

    assert (resolved.territory.code, resolved.former_code) == ("93066", "93059")
    assert resolve_territory("93066").former_code is None


def test_every_former_code_resolves_to_a_current_commune():
    current = FormerCode.objects.filter(current__kind="commune", current__is_current=True)

    assert current.count() == 4_240


@pytest.mark.parametrize("code", ["", "00000", "99999", "93O66", "x" * 500, "'; --", "9399"])
def test_unknown_code_is_refused_with_the_code(code):
    with pytest.raises(UnknownTerritory) as refused:
        find_territory(code)

    assert refused.value.code == "territory-unknown"
    assert refused.value.details == {"code": code}


def test_former_code_is_unknown_among_departments():
    with pytest.raises(UnknownTerritory):
        find_territory("93059", kind="department")


@pytest.mark.parametrize(
    "text", ["Saint-Denis", "SAINT DENIS", "  saint–denis ", "st denis", "Sàint-Dènis"]
)
def test_homonyms_come_by_population_with_their_department(text):
    assert labels(text, limit=4) == [
        "Saint-Denis (974)",
        "Saint-Denis (93)",
        "Saint-Denis (11)",
        "Saint-Denis (30)",
    ]


@pytest.mark.parametrize("text", ["Saint-Denis (93)", "saint denis 93", "st-denis 93"])
def test_department_after_the_name_narrows_the_search(text):
    assert labels(text) == ["Saint-Denis (93)", "L'Île-Saint-Denis (93)"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("93059", "Saint-Denis (93)"),
        ("93066", "Saint-Denis (93)"),
        ("93210", "Saint-Denis (93)"),
        ("2a004", "Ajaccio (2A)"),
        ("20000", "Ajaccio (2A)"),
        ("97400", "Saint-Denis (974)"),
        ("75", "Paris (département)"),
        ("75116", "Paris 16e Arrondissement (75)"),
        ("hay les", "L'Haÿ-les-Roses (94)"),
        ("courneuve", "La Courneuve (93)"),
        ("la cour", "Courbevoie (92)"),
        ("paris", "Paris (75)"),
        ("Paris 13", "Paris 13e Arrondissement (75)"),
        ("roses hay", "L'Haÿ-les-Roses (94)"),
        ("plaine commune", "Plaine Commune"),
        ("reunion", "La Réunion (département)"),
        ("guadeloupe", "Guadeloupe (département)"),
    ],
)
def test_first_suggestion_is_the_expected_one(text, first):
    assert labels(text)[0] == first


def test_shared_postal_code_suggests_its_communes_biggest_first():
    # 51300 is also the INSEE code of Isle-sur-Marne, which comes first.
    assert labels("51300", limit=4) == [
        "Isle-sur-Marne (51)",
        "Vitry-le-François (51)",
        "Frignicourt (51)",
        "Loisy-sur-Marne (51)",
    ]
    assert len(labels("51300", limit=100)) == 1 + 46


def test_search_keeps_to_the_kinds_asked_for():
    found = search_territories("paris", kinds=["department"])

    assert [territory.kind for territory in found] == ["department"]


@pytest.mark.parametrize("text", ["", "   ", "(", "%", "_", "zzzzzz", "0", "%%%", "x" * 5_000])
def test_search_for_nothing_finds_nothing(text):
    assert search_territories(text) == []


def test_retired_territory_is_not_suggested():
    Territory.objects.filter(code="93066").update(is_current=False)

    assert labels("saint denis 93") == ["L'Île-Saint-Denis (93)"]


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Saint-Denis (93)", "93066", "commune"),
        ("saint denis 974", "97411", "commune"),
        ("Paris", "75056", "commune"),
        ("Paris (département)", "75", "department"),
        ("Seine-Saint-Denis", "93", "department"),
        ("Mayotte", "976", "department"),
        ("Bordeaux", "33063", "commune"),
        ("93059", "93066", "commune"),
        ("CA Porte de l'Isère (CAPI)", "243800604", "epci"),
    ],
)
def test_text_of_a_person_or_a_file_is_read(text, code, kind):
    territory = read_territory(text)

    assert (territory.code, territory.kind) == (code, kind)


def test_name_borne_by_several_asks_to_choose():
    with pytest.raises(AmbiguousTerritory) as refused:
        read_territory("Saint-Denis")

    assert refused.value.details == {
        "text": "Saint-Denis",
        "choices": [
            "Saint-Denis (974)",
            "Saint-Denis (93)",
            "Saint-Denis (11)",
            "Saint-Denis (30)",
        ],
    }


def test_name_of_a_small_commune_does_not_hide_a_department():
    with pytest.raises(AmbiguousTerritory):
        read_territory("La Réunion")


def test_unknown_name_is_refused():
    with pytest.raises(UnknownTerritory):
        read_territory("Trifouillis-les-Oies")


def test_every_commune_is_read_back_from_its_label():
    sample = list(Territory.objects.filter(kind="commune").order_by("code")[::500])

    assert [read_territory(territory.label) for territory in sample] == sample


def test_labels_of_a_list_ask_nothing_more(django_assert_num_queries):
    found = search_territories("saint", limit=50)

    with django_assert_num_queries(0):
        written = [territory.label for territory in found]

    assert len(written) == 50
