"""Every kind of message, written to one person: what holds for all of them, and what each one says."""

import datetime
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.kinds import KINDS, UnknownKind, kind_of
from entrelacs.act.mailings.placeholders import UnknownPlaceholder, fill, refuse_unknown
from entrelacs.act.mailings.writing import NO_WORDS, usual_words, write_letter
from entrelacs.commons.site.address import absolute
from tests.factories import GatheringFactory, PersonFactory, RegistrationFactory, TableFactory

UNDEFINED = "[[undefined"
# What French typography refuses: an ordinary space before a double sign, a straight apostrophe.
BAD_TYPOGRAPHY = re.compile(r"(?<=\w) [:;?!»]|« |\w'\w|\.\.\.|(?<=\w)[!?;](?=\s|$)")
ADDRESS = re.compile(r"https?://\S+")
OTHER = "Ombeline Autrepart"


@pytest.fixture
def gathering(programme):
    programme.organizer = "La Compagnie Générale des Autres"
    programme.contact = "bonjour@exemple.fr"
    programme.save()
    return GatheringFactory(
        programme=programme, name="Grande Rencontre de Bordeaux", address="Quai des Deux-Rives"
    )


@pytest.fixture
def registration(gathering):
    person = PersonFactory(given_name="Ana", family_name="Lopez", email="ana@exemple.fr")
    registration = RegistrationFactory(gathering=gathering, person=person)
    other = PersonFactory(given_name="Ombeline", family_name="Autrepart")
    RegistrationFactory(gathering=gathering, person=other)
    TableFactory(gathering=gathering, number=57, facilitator=person, scribe=other)
    TableFactory(gathering=gathering, number=58, facilitator=other)
    return registration


def letter(code, registration, **details):
    kind = kind_of(code)
    known = {"expires_at": timezone.now(), "rank": 3}
    return write_letter(
        kind=kind,
        registration=registration,
        key="essai",
        words=usual_words(kind) if kind.is_written else NO_WORDS,
        gathered=kind.gather(registration.gathering),
        details={**{name: known[name] for name in kind.details}, **details},
    )


@pytest.mark.parametrize("status", Registration.Status)
@pytest.mark.parametrize("code", KINDS)
def test_kind_is_written_whole_to_one_person_alone(registration, code, status):
    registration.status = status

    written = letter(code, registration)

    everything = f"{written.subject}\n{written.text}\n{written.html}"
    link = absolute(reverse("act:participant", args=[personal_token(registration)]))
    assert UNDEFINED not in everything
    assert 0 < len(written.subject) < 78
    assert "\n" not in written.subject
    assert link in written.text
    assert (written.to, written.person) == ("ana@exemple.fr", registration.person)
    assert written.about == registration.gathering
    given, family = OTHER.split()
    assert given not in everything
    assert family not in everything
    assert "La Compagnie Générale des Autres" in written.text
    assert "bonjour@exemple.fr" in written.text
    assert "\n\n\n" not in written.text
    assert "[" not in written.text
    assert bool(written.calendar) == kind_of(code).has_calendar
    words = ADDRESS.sub("", f"{written.subject} {written.text}")
    assert BAD_TYPOGRAPHY.findall(words) == []
    assert ("57" in words) == (code == "host-brief")


@pytest.mark.parametrize("code", KINDS)
def test_subject_is_cut_whatever_the_name_of_the_meeting(registration, code):
    registration.gathering.name = "Grande Rencontre " * 7

    assert len(letter(code, registration).subject) < 78


@pytest.mark.parametrize("code", KINDS)
def test_what_people_typed_stays_text(registration, code):
    registration.gathering.name = "<b>Rencontre & Cie</b>"
    registration.person.given_name = "<i>Ana</i>"

    written = letter(code, registration)

    assert "<b>" not in written.html
    assert "<i>" not in written.html
    assert "&lt;b&gt;Rencontre &amp; Cie" in written.html
    assert "<b>Rencontre & Cie</b>" in written.text


@pytest.mark.parametrize("code", KINDS)
def test_letter_is_in_the_language_of_the_programme(registration, code):
    with translation.override("en"):
        read_by_an_english_organiser = letter(code, registration)
    with translation.override(settings.LANGUAGE_CODE):
        read_in_french = letter(code, registration)

    assert read_by_an_english_organiser.text == read_in_french.text
    assert 'lang="fr"' in read_by_an_english_organiser.html


@pytest.mark.parametrize("code", ["invitation", "reminder", "offer", "moved"])
def test_answers_are_links_to_a_page_that_asks_first(registration, code):
    text = letter(code, registration).text

    page = absolute(reverse("act:participant_answer", args=[personal_token(registration)]))
    assert text.count(f"{page}?reponse=oui") == 1
    assert text.count(f"{page}?reponse=non") == 1


@pytest.mark.parametrize("code", ["confirmation", "free", "cancelled", "host-brief"])
def test_message_that_asks_nothing_has_no_link_to_answer(registration, code):
    assert "reponse=" not in letter(code, registration).text


def test_someone_without_a_first_name_is_greeted_plainly(registration):
    registration.person.given_name = ""

    for code in ("confirmation", "free"):
        greeting = letter(code, registration).text.splitlines()[0]
        assert greeting.endswith(",")
        assert not greeting.endswith(" ,")


def test_place_still_unknown_is_left_out(registration):
    registration.gathering.place = registration.gathering.address = ""

    for code in KINDS:
        assert UNDEFINED not in letter(code, registration).text


def test_offer_says_until_when_by_the_clocks_of_the_place(registration):
    # 09:30 UTC, the day clocks move forward: 11:30 in Paris.
    deadline = datetime.datetime(2027, 3, 28, 9, 30, tzinfo=datetime.UTC)

    assert "11:30" in letter("offer", registration, expires_at=deadline).text


def test_host_brief_tells_the_part_the_table_and_the_notebook(registration):
    text = letter("host-brief", registration).text

    table = registration.gathering.tables.get(number=57)
    assert "57" in text
    assert absolute(reverse("act:notebook", args=[table.code])) in text
    assert registration.gathering.tables.get(number=58).code not in text


def test_calendar_names_the_meeting(registration):
    calendar = letter("confirmation", registration).calendar

    assert "BEGIN:VEVENT" in calendar
    assert "SUMMARY:Grande Rencontre de Bordeaux" in calendar


def test_unknown_kind_is_refused():
    with pytest.raises(UnknownKind):
        kind_of("nonsense")


@pytest.mark.parametrize("word", ["[prénom]", "[Prenom]", "[PRÉNOM]", "[first name]"])
def test_placeholder_is_understood_however_it_is_typed(word):
    values = {"first_name": "Ana", "gathering": "G", "when": "W", "where": "P", "link": "L"}

    assert fill(f"Bonjour {word}, voici", values) == "Bonjour Ana, voici"


def test_placeholder_that_is_empty_leaves_no_lonely_comma():
    values = {"first_name": "", "gathering": "G", "when": "W", "where": "P", "link": "L"}

    assert fill("Bonjour [prénom],\nVenez", values) == "Bonjour,\nVenez"


@pytest.mark.parametrize("text", ["Bonjour [nom],", "Le [jour J] arrive"])
def test_word_in_brackets_that_nothing_replaces_is_refused(text):
    with pytest.raises(UnknownPlaceholder):
        refuse_unknown(text)


@pytest.mark.parametrize("text", ["", "[prénom] et [lien]", "des points […]", "note [1]", "(sic)"])
def test_ordinary_text_is_let_through(text):
    refuse_unknown(text)
