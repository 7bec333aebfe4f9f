from math import isclose, pi
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from entrelacs.commons.territories.distance import (
    EARTH_RADIUS_KM,
    distance_between,
    distance_km,
)

POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def test_distance_follows_the_great_circle():
    quarter = pi / 2 * EARTH_RADIUS_KM

    assert isclose(distance_km((0, 0), (90, 0)), quarter)
    assert isclose(distance_km((12, 0), (40, 90)), quarter)
    assert isclose(distance_km((179.5, 0), (-179.5, 0)), quarter / 90)


@given(POINTS, POINTS)
def test_distance_is_symmetric_and_bounded(here, there):
    distance = distance_km(here, there)

    assert isclose(distance, distance_km(there, here), abs_tol=1e-6)
    assert 0 <= distance <= pi * EARTH_RADIUS_KM + 1e-6
    assert distance_km(here, here) == 0


@given(POINTS, POINTS, POINTS)
def test_distance_never_gains_by_a_detour(here, between, there):
    detour = distance_km(here, between) + distance_km(between, there)

    assert distance_km(here, there) <= detour + 1e-3


def test_distance_between_territories_needs_both_middles():
    paris = SimpleNamespace(longitude=2.3428, latitude=48.8566)
    bordeaux = SimpleNamespace(longitude=-0.5874, latitude=44.8572)
    nowhere = SimpleNamespace(longitude=None, latitude=None)

    assert round(distance_between(paris, bordeaux)) == 497
    assert distance_between(paris, nowhere) is None
    assert distance_between(nowhere, paris) is None
