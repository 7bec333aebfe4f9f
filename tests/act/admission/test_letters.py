import datetime

from django.utils import timezone

from entrelacs.act.admission.actions import answer_for, expire_offers
from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.gatherings.links import personal_token
from entrelacs.commons.mail.models import Mail
from tests.act.admission.lines import meeting
from tests.factories import PersonFactory


def letters() -> list[tuple[str, str]]:
    return [(mail.kind, mail.to) for mail in Mail.objects.order_by("pk")]


def say(registration, *, is_coming: bool) -> None:
    answer_for(actor=registration.person, registration=registration, is_coming=is_coming)


def test_seat_and_waiting_list_are_told_with_the_personal_link(programme):
    made = meeting(capacity=1)

    first, second = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)

    assert letters() == [("confirmation", "ana@exemple.fr"), ("waiting", "bo@exemple.fr")]
    confirmation, waiting = Mail.objects.order_by("pk")
    assert f"/p/{personal_token(first)}/" in confirmation.text
    assert f"/p/{personal_token(second)}/" in waiting.text
    assert (bool(confirmation.calendar), bool(waiting.calendar)) == (True, False)


def test_offer_and_what_became_of_it_are_told(programme):
    made = meeting(capacity=1, offer_hours=1)
    leaving = made.guest(made.ts)
    made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
    Mail.objects.all().delete()

    say(leaving, is_coming=False)
    ends = SeatOffer.objects.get().expires_at
    expire_offers(now=ends)
    expire_offers(now=ends)

    assert letters() == [
        ("offer", "ana@exemple.fr"),
        ("seat-lost", "ana@exemple.fr"),
        ("offer", "bo@exemple.fr"),
    ]
    offer = Mail.objects.get(kind="offer", to="ana@exemple.fr")
    assert f"{timezone.localtime(ends):%d}".lstrip("0") in offer.text


def test_known_address_alone_learns_that_someone_registered_with_it(programme):
    made = meeting()
    PersonFactory(given_name="Zoé", family_name="Autre", email="ana@exemple.fr")

    for _ in range(3):
        made.newcomer("Ana", made.ts)

    # Once a day, however often the button is pressed.
    assert letters() == [("already", "ana@exemple.fr")]


def test_changing_one_s_mind_again_and_again_writes_once_a_day(programme, time_machine):
    made = meeting()
    time_machine.move_to(datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC))
    ana = made.newcomer("Ana", made.ts)
    for _ in range(3):
        say(ana, is_coming=False), say(ana, is_coming=True)
    assert len(letters()) == 1

    time_machine.move_to(datetime.datetime(2027, 2, 3, 12, tzinfo=datetime.UTC))
    say(ana, is_coming=False), say(ana, is_coming=True)
    assert len(letters()) == 2


def test_someone_without_a_mail_address_waits_all_the_same(programme):
    made = meeting(capacity=1)
    leaving = made.guest(made.ts)
    silent = made.guest(made.ts, status="invited", person__email="")
    say(silent, is_coming=True)

    say(leaving, is_coming=False)

    assert SeatOffer.objects.get().registration == silent
    assert letters() == []
