import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django_scopes import scope

from entrelacs.act.admission.actions import (
    NotWaiting,
    answer_for,
    expire_offers,
    fill_freed_seats,
    forget_guest,
    note_answer,
    offer_by_hand,
    set_admission,
    take_off,
)
from entrelacs.act.admission.models import Quota, SeatOffer
from entrelacs.act.admission.queries import rank_of, room_of, standing_of, waiting_list
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.journal.models import JournalEntry
from tests.act.admission.lines import meeting
from tests.factories import GatheringFactory, ProgrammeFactory, WorldFactory

REGISTERED, WAITING = Registration.Status.REGISTERED, Registration.Status.WAITING
DECLINED, INVITED = Registration.Status.DECLINED, Registration.Status.INVITED
State, Reason = SeatOffer.State, SeatOffer.Reason


def say(registration: Registration, *, is_coming: bool) -> str:
    answer_for(actor=registration.person, registration=registration, is_coming=is_coming)
    registration.refresh_from_db()
    return registration.status


NOON = datetime.datetime(2027, 2, 1, 12, tzinfo=ZoneInfo("Europe/Paris"))


def offers() -> list[tuple[str, str, str]]:
    rows = SeatOffer.objects.select_related("registration__person").order_by("pk")
    return [(each.registration.person.given_name, each.state, each.reason) for each in rows]


def test_yes_takes_a_seat_then_the_next_one_waits(programme):
    made = meeting(ts=1)
    first = made.guest(made.ts, status=INVITED)

    assert say(first, is_coming=True) == REGISTERED
    assert first.seat_world == made.ts
    assert made.newcomer("Ana", made.ts).status == WAITING
    assert made.newcomer("Bo", made.es).status == REGISTERED


def test_invited_people_hold_no_seat(programme):
    made = meeting(capacity=1)
    made.guest(made.ts, status=INVITED)

    assert made.newcomer("Ana", made.ts).status == REGISTERED


def test_no_frees_the_seat_and_offers_it_to_the_pole_that_is_short(programme):
    made = meeting(capacity=3)
    leaving, _stays, other = made.guest(made.ts), made.guest(made.es), made.guest(made.ts)
    early, late = made.newcomer("Early", made.es), made.newcomer("Late", made.ts)

    say(leaving, is_coming=False)

    # One of each pole is left: nobody is short, the longest wait comes first.
    assert offers() == [("Early", State.OPEN, Reason.FIRST_COME)]
    say(other, is_coming=False)
    assert offers()[1:] == [("Late", State.OPEN, Reason.SHORT_WORLD)]
    assert [say(early, is_coming=True), say(late, is_coming=True)] == [REGISTERED, REGISTERED]
    assert [row[1] for row in offers()] == [State.TAKEN, State.TAKEN]


def test_offer_keeps_the_figures_it_was_chosen_on(programme):
    made = meeting(ts=1, es=2, capacity=3)
    leaving = made.guest(made.ts)
    made.guest(made.es)
    made.newcomer("Ana", made.ts)

    say(leaving, is_coming=False)

    [offer] = SeatOffer.objects.all()
    assert offer.figures == {"ts": [0, 1], "es": [1, 2], "": [1, 3]}
    assert (offer.reason, offer.world) == (Reason.SHORT_WORLD, made.ts)


def test_offer_holds_the_seat_against_whoever_registers_meanwhile(programme):
    made = meeting(capacity=1)
    leaving = made.guest(made.ts)
    made.newcomer("Ana", made.ts)
    say(leaving, is_coming=False)

    assert made.newcomer("Bo", made.ts).status == WAITING
    assert room_of(made.gathering).held == 1


def test_refused_offer_goes_to_the_next_and_the_refusal_is_an_answer(programme):
    made = meeting(capacity=1)
    leaving = made.guest(made.ts)
    ana, _bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
    say(leaving, is_coming=False)

    assert say(ana, is_coming=False) == DECLINED

    assert [row[:2] for row in offers()] == [("Ana", State.DECLINED), ("Bo", State.OPEN)]


def test_offer_runs_out_after_its_hours_and_goes_to_the_next(programme):
    made = meeting(capacity=1, offer_hours=48)
    leaving = made.guest(made.ts)
    ana, bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
    say(leaving, is_coming=False)
    ends = SeatOffer.objects.get().expires_at

    assert expire_offers(now=ends - datetime.timedelta(seconds=1)) == 0
    assert expire_offers(now=ends) == 1

    assert [row[:2] for row in offers()] == [("Ana", State.EXPIRED), ("Bo", State.OPEN)]
    ana.refresh_from_db()
    assert (ana.status, standing_of(ana).ran_out.state) == (WAITING, State.EXPIRED)
    assert expire_offers(now=ends) == 0
    # Whoever let their offer run out is no longer ahead.
    assert rank_of(bo) == 1


def test_whoever_let_an_offer_run_out_is_not_offered_again_unless_they_ask(programme, time_machine):
    time_machine.move_to(NOON)
    made = meeting(capacity=1, offer_hours=1)
    leaving = made.guest(made.ts)
    ana, bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
    say(leaving, is_coming=False)
    time_machine.shift(datetime.timedelta(hours=2))
    expire_offers()
    time_machine.shift(datetime.timedelta(hours=2))
    expire_offers()
    assert [row[1] for row in offers()] == [State.EXPIRED, State.EXPIRED]

    # The seat is free and nobody awake wants it: asking takes it.
    assert say(bo, is_coming=True) == REGISTERED
    # The room is full again: asking joins the end of the list.
    made.newcomer("Cy", made.ts)
    assert say(ana, is_coming=True) == WAITING
    names = [each.registration.person.given_name for each in waiting_list(made.gathering)]
    assert names == ["Cy", "Ana"]
    assert standing_of(ana).is_next_possible


def test_yes_after_the_time_is_not_accepting_the_offer(programme, time_machine):
    time_machine.move_to(NOON)
    made = meeting(capacity=1, offer_hours=1)
    leaving = made.guest(made.ts)
    ana, _bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
    say(leaving, is_coming=False)
    # Nobody swept: the page itself finds out.
    time_machine.shift(datetime.timedelta(hours=1, seconds=1))

    assert say(ana, is_coming=True) == WAITING
    assert [row[:2] for row in offers()] == [("Ana", State.EXPIRED), ("Bo", State.OPEN)]


def test_nobody_passes_before_those_who_wait_when_an_offer_ran_out(programme, time_machine):
    time_machine.move_to(NOON)
    made = meeting(capacity=1, offer_hours=1)
    leaving, invited = made.guest(made.ts), made.guest(made.ts, status=INVITED)
    made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
    say(leaving, is_coming=False)
    time_machine.shift(datetime.timedelta(hours=2))

    assert say(invited, is_coming=True) == WAITING
    assert made.newcomer("Cy", made.ts).status == WAITING
    assert [row[:2] for row in offers()] == [("Ana", State.EXPIRED), ("Bo", State.OPEN)]


def test_waiting_person_who_says_yes_again_keeps_their_rank(programme):
    made = meeting(capacity=1)
    made.guest(made.ts)
    ana, bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)

    say(ana, is_coming=True)

    assert [rank_of(ana), rank_of(bo)] == [1, 2]


@pytest.mark.parametrize(
    ("offered", "ends"),
    [
        # Summer time begins on 28 March 2027: the clock on the wall shows an hour more.
        ("2027-03-27T10:00", "2027-03-29T11:00"),
        # It ends on 31 October 2027: an hour less.
        ("2027-10-30T10:00", "2027-11-01T09:00"),
    ],
)
def test_hours_of_an_offer_really_pass_when_the_clocks_change(
    programme, time_machine, offered, ends
):
    zone = ZoneInfo("Europe/Paris")
    time_machine.move_to(datetime.datetime.fromisoformat(offered).replace(tzinfo=zone), tick=False)
    made = meeting(capacity=1)
    made.gathering.day = datetime.date(2027, 12, 1)
    made.gathering.save()
    leaving = made.guest(made.ts)
    made.newcomer("Ana", made.ts)

    say(leaving, is_coming=False)

    [offer] = SeatOffer.objects.all()
    assert offer.expires_at - offer.offered_at == datetime.timedelta(hours=48)
    assert timezone.localtime(offer.expires_at).strftime("%Y-%m-%dT%H:%M") == ends
    assert expire_offers(now=offer.expires_at - datetime.timedelta(minutes=1)) == 0
    assert expire_offers(now=offer.expires_at) == 1


def test_offer_never_outlives_the_beginning_of_the_meeting(programme, time_machine):
    made = meeting(capacity=1)
    leaving = made.guest(made.ts)
    made.newcomer("Ana", made.ts)
    time_machine.move_to(datetime.datetime(2027, 3, 12, 9, tzinfo=ZoneInfo("Europe/Paris")))

    say(leaving, is_coming=False)

    [offer] = SeatOffer.objects.all()
    assert timezone.localtime(offer.expires_at).strftime("%d %H:%M") == "12 14:00"


def test_nothing_is_offered_once_the_meeting_began(programme, time_machine):
    made = meeting(capacity=1)
    leaving = made.guest(made.ts)
    made.newcomer("Ana", made.ts)
    time_machine.move_to(datetime.datetime(2027, 3, 12, 14, tzinfo=ZoneInfo("Europe/Paris")))

    say(leaving, is_coming=False)

    assert offers() == []


def test_more_seats_are_offered_at_once_in_order(programme):
    made = meeting(capacity=1)
    made.guest(made.ts)
    for name in ("Ana", "Bo", "Cy"):
        made.newcomer(name, made.es)

    made.set(capacity=3)

    assert [row[0] for row in offers()] == ["Ana", "Bo"]
    assert fill_freed_seats(gathering=made.gathering) == []


def test_raised_quota_wakes_the_world_it_is_for(programme):
    made = meeting(ts=1, es=1)
    made.guest(made.ts), made.guest(made.es)
    made.newcomer("Ana", made.ts), made.newcomer("Bo", made.es)

    made.set({made.es: 2})

    assert [row[0] for row in offers()] == ["Bo"]


def test_quota_left_blank_is_no_quota(programme):
    made = meeting(ts=1, es=1)

    made.set({made.ts: None})

    assert [quota.world for quota in Quota.objects.order_by("pk")] == [made.es]


def test_organiser_is_never_refused_and_what_they_free_is_offered(programme, organizer):
    made = meeting(capacity=1)
    guest = made.guest(made.ts)
    ana, bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)

    note_answer(actor=organizer, registration=ana, status=REGISTERED)
    assert (room_of(made.gathering).held, room_of(made.gathering).is_passed) == (2, True)
    take_off(actor=organizer, registration=guest)
    assert offers() == []
    note_answer(actor=organizer, registration=ana, status=DECLINED)
    assert [row[:2] for row in offers()] == [("Bo", State.OPEN)]
    note_answer(actor=organizer, registration=bo, status=DECLINED)
    assert [row[:2] for row in offers()] == [("Bo", State.WITHDRAWN)]


def test_offer_by_hand_passes_the_order_and_the_quota(programme, organizer):
    made = meeting(ts=1)
    made.guest(made.ts)
    _ana, bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)

    offer_by_hand(actor=organizer, registration=bo)

    assert offers() == [("Bo", State.OPEN, Reason.BY_HAND)]
    assert say(bo, is_coming=True) == REGISTERED
    with pytest.raises(NotWaiting):
        offer_by_hand(actor=organizer, registration=bo)


def test_erased_person_frees_the_seats_they_held(programme, organizer):
    made = meeting(capacity=1)
    guest = made.guest(made.ts)
    made.newcomer("Ana", made.ts)

    forget_guest(actor=guest.person, person=guest.person)

    guest.refresh_from_db()
    assert (guest.person, guest.status) == (None, DECLINED)
    assert [row[:2] for row in offers()] == [("Ana", State.OPEN)]


def test_erased_person_who_held_an_offer_lets_it_go(programme, organizer):
    made = meeting(capacity=1)
    leaving = made.guest(made.ts)
    ana, bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
    say(leaving, is_coming=False)

    forget_guest(actor=ana.person, person=ana.person)

    states = dict(SeatOffer.objects.order_by("pk").values_list("registration", "state"))
    assert states == {ana.pk: State.DECLINED, bo.pk: State.OPEN}


def test_tick_reaches_every_programme_and_stays_in_each(programme):
    made = meeting(capacity=1, offer_hours=1)
    leaving = made.guest(made.ts)
    made.newcomer("Ana", made.ts)
    say(leaving, is_coming=False)
    other = ProgrammeFactory()
    with scope(programme=other):
        theirs = meeting(capacity=1, offer_hours=1)
        gone = theirs.guest(theirs.ts)
        theirs.newcomer("Zoe", theirs.ts)
        say(gone, is_coming=False)
    later = timezone.now() + datetime.timedelta(hours=2)

    with scope(programme=None):
        assert expire_offers(now=later) == 2

    assert [row[:2] for row in offers()] == [("Ana", State.EXPIRED)]


def test_each_gesture_is_written_in_the_journal(programme, organizer):
    made = meeting(capacity=1)
    leaving = made.guest(made.ts)
    ana = made.newcomer("Ana", made.ts)
    say(leaving, is_coming=False)
    say(ana, is_coming=True)

    events = JournalEntry.objects.order_by("pk").values_list("event", flat=True)
    assert [each for each in events if each.startswith(("seat.", "admission."))] == [
        "admission.set",
        "seat.offered",
        "seat.taken",
    ]


def test_gathering_whose_registration_nobody_set_has_no_limit(programme):
    world = WorldFactory()
    gathering = GatheringFactory()
    room = room_of(gathering)

    assert (room.is_limited, room.place_for([world]).world) == (False, world)
    set_admission(actor=None, gathering=gathering, quotas={}, capacity=5)
    assert room_of(gathering).left == 5
