"""How far apart two territories lie, as the crow flies."""

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH_RADIUS_KM = 6371.0088


class Placed(Protocol):
    longitude: float | None
    latitude: float | None


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres between two points, each (longitude, latitude) in degrees (haversine).

    >>> paris, bordeaux = (2.3428, 48.8566), (-0.5874, 44.8572)
    >>> round(distance_km(paris, bordeaux))
    497
    """
    longitude_here, latitude_here, longitude_there, latitude_there = map(radians, (*here, *there))
    chord = (
        sin((latitude_there - latitude_here) / 2) ** 2
        + cos(latitude_here)
        * cos(latitude_there)
        * sin((longitude_there - longitude_here) / 2) ** 2
    )
    # Rounding may push two opposite points a hair beyond 1.
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def distance_between(here: Placed, there: Placed) -> float | None:
    """Kilometres between the middles of two territories; None where one has no known middle."""
    if here.longitude is None or here.latitude is None:
        return None
    if there.longitude is None or there.latitude is None:
        return None
    return distance_km((here.longitude, here.latitude), (there.longitude, there.latitude))
