import datetime
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.urls import reverse
from django_scopes import scope
from icalendar import Calendar

from entrelacs.act.admission.limits import REGISTER_BY_MAIL
from entrelacs.act.admission.robots import opened_now
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.consent.models import Consent, Use
from entrelacs.commons.people.models import Person
from tests.act.admission.lines import meeting
from tests.factories import (
    AdmissionFactory,
    ConsentTextFactory,
    GatheringFactory,
    MemberFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
TYPED = {"given_name": "Ana", "family_name": "Lopez", "email": "ana@exemple.fr"}


@pytest.fixture
def made(programme):
    return meeting(capacity=40, ts=20, is_public=True)


def at(made, name: str = "register") -> str:
    return reverse(f"act:{name}", args=[made.gathering.slug])


def stamp(made, *, ago: float = 60) -> str:
    """As if the page had been opened so many seconds ago."""
    moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=ago)
    signer = TimestampSigner(salt="registration")
    signer.timestamp = lambda: b62_encode(int(moment.timestamp()))
    return signer.sign(made.gathering.slug)


def send(client, made, **changes):
    return client.post(at(made), {"begun": stamp(made), **TYPED, **changes})


class Fields(HTMLParser):
    """The value each field of a page holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag != "input" or "name" not in said:
            return
        if said.get("type") in {"checkbox", "radio"} and "checked" not in said:
            return
        self.values.setdefault(said["name"], []).append(said.get("value", ""))


def test_someone_registers_without_an_account_nor_javascript(client, made):
    ConsentTextFactory(use=Use.NEWS, version=1)
    page = client.get(at(made)).content.decode()
    assert "begun" in Fields(page).values

    response = send(
        client,
        made,
        organization="Le Fil Vert",
        worlds=[made.ts.pk],
        access=["door", "loop"],
        food=["vegan"],
        more="une prise",
        consent_news="1",
    )

    assert response["Location"] == at(made, "register_thanks")
    registration = Registration.objects.get()
    assert (registration.status, registration.seat_world) == ("registered", made.ts)
    assert len(registration.needs.split(", ")) == 4
    assert registration.table_needs == ["door"]
    assert [line.use for line in Consent.objects.all()] == [Use.NEWS]


def test_pages_ask_few_queries_and_are_light(client, made, django_assert_max_num_queries):
    ConsentTextFactory(use=Use.NEWS, version=1)
    for number in range(3):
        made.guest(made.ts if number else made.es)

    for name in ("register", "public_gathering", "register_thanks"):
        with django_assert_max_num_queries(10):
            response = client.get(at(made, name))
        assert len(response.content) < 60_000


def test_same_page_answers_whether_someone_is_known_or_not(client, made):
    PersonFactory(email="connu@exemple.fr", given_name="Autre", family_name="Nom")

    pages = []
    for mail in ("ana@exemple.fr", "ana@exemple.fr", "connu@exemple.fr"):
        response = client.post(
            at(made), {"begun": stamp(made), **TYPED, "email": mail}, follow=True
        )
        page = TOKEN.sub("", response.content.decode().replace(mail, ""))
        pages.append((response.status_code, page))

    assert len(set(pages)) == 1
    assert "Autre" not in pages[0][1]


@pytest.mark.parametrize(
    "change",
    [
        {"given_name": ""},
        {"email": "pas-une-adresse"},
        {"family_name": "Gagnez www.piege.example"},
        {"given_name": "a@b"},
        {"organization": "https://piege.example"},
        {"territory": "Nulle-Part-sur-Rien"},
        {"more": "x" * 121},
        {"access": ["inconnu"]},
        {"worlds": ["999999"]},
        {"email": "ana@exemple.fr\x00"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_refused_keeps_what_was_typed_and_writes_nothing(client, made, change):
    ConsentTextFactory(use=Use.NEWS, version=1)

    response = send(client, made, **{"food": ["vegan"], "consent_news": "1", **change})

    assert response.status_code == 200
    assert response.context["form"].errors
    kept = Fields(response.content.decode()).values
    for name, value in {**TYPED, **change}.items():
        if name in {"given_name", "family_name", "email"} and "\x00" not in value:
            assert kept[name] == [value]
    assert (kept["food"], kept["consent_news"]) == (["vegan"], ["1"])
    assert Person.objects.count() == 0


def test_consent_to_words_that_changed_meanwhile_is_asked_again(client, made):
    ConsentTextFactory(use=Use.NEWS, version=1)
    ConsentTextFactory(use=Use.NEWS, version=2, text="Nouveau texte")

    response = send(client, made, consent_news="1")

    assert list(response.context["form"].errors) == ["consent_news"]
    assert "consent_news" not in Fields(response.content.decode()).values
    assert Consent.objects.count() == 0
    assert send(client, made, consent_news="2").status_code == 302
    assert Consent.objects.get().text.version == 2


@pytest.mark.parametrize(
    ("begun", "website"),
    [("now", ""), ("yesterday", ""), ("", ""), ("forged", ""), ("fine", "http://x")],
)
def test_robot_is_shown_its_form_again_and_pressing_again_is_enough(client, made, begun, website):
    stamps = {
        "now": opened_now(made.gathering.slug),
        "yesterday": stamp(made, ago=25 * 3600),
        "forged": stamp(made)[:-3] + "abc",
        "fine": stamp(made),
    }

    response = send(client, made, begun=stamps.get(begun, ""), website=website)

    assert (response.status_code, Registration.objects.count()) == (200, 0)
    kept = Fields(response.content.decode()).values
    assert (kept["given_name"], kept["website"]) == (["Ana"], [""])
    assert send(client, made).status_code == 302


def test_stamp_of_another_form_is_not_ours(client, made):
    elsewhere = replace(made, gathering=AdmissionFactory().gathering)

    assert send(client, made, begun=stamp(elsewhere)).status_code == 200


def test_sixty_people_register_from_one_address(client, made):
    for number in range(60):
        response = send(client, made, email=f"p{number}@exemple.fr", family_name=f"N{number}")
        assert response.status_code == 302

    # The room holds 40: the others wait.
    statuses = Registration.objects.values_list("status", flat=True)
    assert [list(statuses).count(each) for each in ("registered", "waiting")] == [40, 20]


def test_too_many_with_one_mail_says_what_to_do_and_keeps_what_was_typed(client, made):
    for _ in range(REGISTER_BY_MAIL.times):
        assert send(client, made).status_code == 302

    response = send(client, made, food=["vegan"])

    assert response.status_code == 429
    kept = Fields(response.content.decode()).values
    assert (kept["email"], kept["food"]) == (["ana@exemple.fr"], ["vegan"])
    assert send(client, made, email="bo@exemple.fr").status_code == 302


def test_quota_reached_between_the_page_and_the_button_leads_to_the_waiting_list(client, made):
    made.set({made.ts: 1})
    assert client.get(at(made)).context["room"].is_full is False
    made.guest(made.ts)

    assert send(client, made, worlds=[made.ts.pk]).status_code == 302

    assert Registration.objects.get(person__email="ana@exemple.fr").status == "waiting"


def test_registration_closed_between_the_page_and_the_button_writes_nothing(client, made):
    made.set(is_open=False)

    response = send(client, made)

    assert (response.status_code, response.context["is_open"]) == (200, False)
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    ("is_public", "is_open", "status"),
    [(False, False, 404), (True, False, 200), (False, True, 200)],
)
def test_page_exists_once_it_is_public_or_open(client, made, is_public, is_open, status):
    made.set(is_public=is_public, is_open=is_open)

    for name in ("public_gathering", "register", "register_thanks", "public_calendar"):
        assert client.get(at(made, name)).status_code == status


def test_page_of_a_gathering_nobody_opened_does_not_exist(client, programme):
    address = reverse("act:public_gathering", args=[GatheringFactory().slug])

    assert client.get(address).status_code == 404


def test_rehearsal_is_shown_to_nobody_even_opened(client, made):
    made.gathering.is_rehearsal = True
    made.gathering.save()

    assert client.get(at(made, "public_gathering")).status_code == 404
    page = client.get(reverse("act:agenda", args=[made.gathering.programme.slug]))
    assert page.context["coming"] == []


def test_page_names_nobody(client, made):
    made.guest(made.ts, person__family_name="Personne-Discrète", needs="Besoin-discret")

    for name in ("public_gathering", "register"):
        page = client.get(at(made, name)).content.decode()
        assert ("Personne-Discrète" in page, "Besoin-discret" in page) == (False, False)


def test_member_of_another_programme_may_register(client, made, other_programme):
    with scope(programme=other_programme):
        member = MemberFactory()
    client.force_login(member.account)

    assert send(client, made).status_code == 302


def test_structures_are_suggested_few_and_never_those_of_one_person(client, made):
    for name, people in (("Fil Vert", 2), ("Fil Rouge", 1), ("Le Grand Fil", 3)):
        structure = OrganizationFactory(name=name)
        for _ in range(people):
            PersonFactory(organization=structure)
    with scope(programme=ProgrammeFactory()):
        foreign = OrganizationFactory(name="Fil Étranger")
        PersonFactory(organization=foreign), PersonFactory(organization=foreign)

    def suggested(text):
        return [
            each["label"] for each in client.get(at(made, "structure_names"), {"q": text}).json()
        ]

    assert suggested("fil") == ["Fil Vert", "Le Grand Fil"]
    assert suggested("fi") == suggested("") == suggested("%\x00") == []
    made.set(is_open=False)
    assert suggested("fil") == []


def test_structures_are_eight_at_most(client, made):
    for number in range(12):
        structure = OrganizationFactory(name=f"Maison {number:02d}")
        PersonFactory(organization=structure), PersonFactory(organization=structure)

    assert len(client.get(at(made, "structure_names"), {"q": "mai"}).json()) == 8


def test_agenda_lists_public_meetings_of_one_programme(client, made, other_programme):
    hidden = GatheringFactory()
    AdmissionFactory(gathering=hidden, is_public=False)
    with scope(programme=other_programme):
        AdmissionFactory()

    page = client.get(reverse("act:agenda", args=[made.gathering.programme.slug]))
    feed = client.get(reverse("act:agenda_calendar", args=[made.gathering.programme.slug]))

    shown = [card["gathering"] for card in page.context["coming"]]
    assert shown == [made.gathering]
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(feed.content.decode()).walk("VEVENT")
    assert event["URL"].endswith(f"/rencontres/{made.gathering.slug}/")


def test_agenda_of_a_programme_that_lists_nothing_does_not_exist(client, programme):
    AdmissionFactory(is_public=False)

    for name in ("agenda", "agenda_calendar"):
        assert client.get(reverse(f"act:{name}", args=[programme.slug])).status_code == 404
    assert client.get(reverse("act:agenda", args=["inconnu"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_agenda_asks_the_same_queries_for_one_meeting_or_three(
    client, programme, django_assert_num_queries, count
):
    for _ in range(count):
        AdmissionFactory()

    with django_assert_num_queries(2):
        client.get(reverse("act:agenda", args=[programme.slug]))


def test_structure_list_is_plain_json(client, made):
    answer = client.get(at(made, "structure_names"), {"q": "rien"})

    assert json.loads(answer.content) == []
