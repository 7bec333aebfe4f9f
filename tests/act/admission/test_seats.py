from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.admission.seats import Place, Room, Waiting, WorldSeats, next_in_line
from entrelacs.commons.programmes.models import World

TS = World(pk=1, code="ts", is_pole=True)
ES = World(pk=2, code="es", is_pole=True)
TOWN = World(pk=3, code="town")


def room(capacity=None, ts=(0, None), es=(0, None), town=(0, None)) -> Room:
    rows = ((TS, ts), (ES, es), (TOWN, town))
    worlds = tuple(WorldSeats(world=world, held=held, seats=seats) for world, (held, seats) in rows)
    return Room(capacity=capacity, held=sum(each.held for each in worlds), worlds=worlds)


def waiting(name: str, *worlds: World, **state) -> Waiting:
    return Waiting(registration=name, worlds=worlds, **state)


def test_seat_is_of_the_world_with_most_room_left():
    assert room(ts=(8, 10), es=(5, 10)).place_for([TS, ES]) == Place(ES)
    assert room(ts=(8, 10), es=(10, 10)).place_for([TS, ES]) == Place(TS)


def test_full_world_has_no_seat_even_beside_a_world_without_quota():
    assert room(ts=(10, 10)).place_for([TS]) is None
    assert room(ts=(10, 10)).place_for([TS, TOWN]) is None
    assert room(ts=(10, 10)).place_for([TOWN]) == Place(TOWN)


def test_someone_without_a_world_counts_in_the_whole_only():
    assert room(capacity=3, ts=(2, 2)).place_for([]) == Place(None)
    assert room(capacity=2, ts=(2, 5)).place_for([]) is None


def test_room_without_any_limit_is_never_full():
    assert room(ts=(900, None)).place_for([TS]) == Place(TS)
    assert room(ts=(900, None)).is_limited is False


def test_short_pole_is_told_by_quotas_else_by_the_other_pole():
    assert room(ts=(14, 20), es=(20, 30)).short_pole == ES
    assert room(ts=(14, 20), es=(21, 30)).short_pole is None
    assert room(ts=(14, None), es=(13, 30)).short_pole == ES


def test_freed_seat_goes_to_the_short_pole_then_to_the_longest_wait():
    line = [waiting("a", ES), waiting("b", TOWN), waiting("c", TS), waiting("d", TS)]

    short = next_in_line(room(30, ts=(14, None), es=(15, None)), line)
    even = next_in_line(room(31, ts=(15, None), es=(15, None)), line)

    assert (short.waiting.registration, short.reason) == ("c", SeatOffer.Reason.SHORT_WORLD)
    assert (even.waiting.registration, even.reason) == ("a", SeatOffer.Reason.FIRST_COME)
    assert short.figures == {"ts": [14, None], "es": [15, None], "": [29, 30]}


def test_someone_of_both_poles_takes_the_seat_of_the_short_one():
    [_ts, es] = [
        next_in_line(room(30, ts=pair[0], es=pair[1]), [waiting("a", TS, ES)]).place.world
        for pair in (((14, 20), (15, 16)), ((15, None), (14, None)))
    ]
    assert (_ts, es) == (TS, ES)


def test_whoever_holds_an_offer_or_let_one_run_out_is_passed_over():
    line = [waiting("a", ES, offer="open"), waiting("b", ES, ran_out="old"), waiting("c", ES)]

    assert next_in_line(room(5), line).waiting.registration == "c"
    assert next_in_line(room(5), line[:2]) is None


def test_nobody_is_chosen_when_only_a_full_world_waits():
    assert next_in_line(room(30, ts=(10, 10), es=(4, 15)), [waiting("a", TS)]) is None
