"""What can be wrong with a request for diverse groups."""

from entrelacs.engines.seating.errors import SeatingError


class MatrixNotSquare(SeatingError):
    """Row `row` of the distances has `found` numbers where there are `needed` elements."""

    code = "seating-matrix-not-square"


class DistanceNotFinite(SeatingError):
    """The distance of elements `first` and `second` is infinite, or no number."""

    code = "seating-distance-not-finite"


class ImpossibleGroupSize(SeatingError):
    """Group `group` should hold between `least` and `most` elements: no number fits."""

    code = "seating-impossible-group-size"


class GroupsCannotHold(SeatingError):
    """`found` elements for groups that hold `least` to `most` of them in all."""

    code = "seating-groups-cannot-hold"
