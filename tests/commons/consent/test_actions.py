import pytest

from entrelacs.commons.consent.actions import NoConsentText, record_consent, write_consent_text
from entrelacs.commons.consent.models import Channel, Consent, ConsentText, Use
from entrelacs.commons.consent.queries import (
    consents_of,
    count_by_use,
    current_texts,
)
from entrelacs.commons.journal.models import JournalEntry
from tests.commons.consent.ledger import people_who_agreed
from tests.factories import ConsentTextFactory, PersonFactory

NAME, NEWS = Use.NAME_IN_REPORT, Use.NEWS


def say(person, *, given: bool, use: Use = NAME) -> Consent:
    return record_consent(actor=person, person=person, use=use, given=given)


def test_latest_word_counts_and_every_word_is_kept(programme):
    ConsentTextFactory()
    person = PersonFactory()

    for given in (True, False, True, False):
        say(person, given=given)

    assert people_who_agreed(NAME) == set()
    assert list(Consent.objects.order_by("pk").values_list("given", flat=True)) == [
        True, False, True, False,
    ]  # fmt: skip


def test_same_word_twice_adds_nothing(programme):
    ConsentTextFactory()
    person = PersonFactory()

    assert say(person, given=True) == say(person, given=True)
    assert JournalEntry.objects.count() == 1


def test_each_use_and_each_person_stands_alone(programme):
    ConsentTextFactory(use=NAME)
    ConsentTextFactory(use=NEWS)
    one, other = PersonFactory(), PersonFactory()
    say(one, given=True)
    say(other, given=True, use=NEWS)

    assert (people_who_agreed(NAME), people_who_agreed(NEWS)) == ({one.pk}, {other.pk})
    assert count_by_use() == {NAME: 1, NEWS: 1}


def test_line_remembers_the_words_and_the_channel(programme):
    ConsentTextFactory(version=1)
    person = PersonFactory()
    record_consent(actor=None, person=person, use=NAME, given=True, channel=Channel.PAPER)

    ConsentTextFactory(version=2)

    line = consents_of(person)[NAME]
    assert (line.text.version, line.channel) == (1, "paper")
    assert current_texts()[NAME].version == 2


def test_agreeing_to_new_words_is_remembered_and_refusing_them_again_is_not(programme):
    ConsentTextFactory(version=1)
    willing, unwilling = PersonFactory(), PersonFactory()
    say(willing, given=True)
    say(unwilling, given=False)
    ConsentTextFactory(version=2)

    say(willing, given=True)
    say(unwilling, given=False)

    assert consents_of(willing)[NAME].text.version == 2
    assert list(Consent.objects.order_by("pk").values_list("person", "text__version")) == [
        (willing.pk, 1),
        (unwilling.pk, 1),
        (willing.pk, 2),
    ]


def test_no_agreement_without_words(programme):
    with pytest.raises(NoConsentText):
        say(PersonFactory(), given=True)


def test_new_words_are_a_new_version_and_the_same_words_are_not(programme):
    first = write_consent_text(actor=None, programme=programme, use=NAME, text="Oui.")
    same = write_consent_text(actor=None, programme=programme, use=NAME, text=" Oui. ")
    second = write_consent_text(actor=None, programme=programme, use=NAME, text="Oui, vraiment.")

    assert same == first
    assert (first.version, second.version) == (1, 2)
    assert ConsentText.objects.count() == 2
