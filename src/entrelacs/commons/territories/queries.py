import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from entrelacs.commons.plain_text import fold
from entrelacs.commons.territories.errors import AmbiguousTerritory, UnknownTerritory
from entrelacs.commons.territories.models import FormerCode, Territory, TerritoryKind
from entrelacs.commons.territories.names import name_and_department, search_name

DEFAULT_LIMIT = 10
# "75" is a department before being a region: people say it so.
KIND_ORDER = (
    TerritoryKind.COMMUNE,
    TerritoryKind.ARRONDISSEMENT,
    TerritoryKind.DEPARTMENT,
    TerritoryKind.EPCI,
    TerritoryKind.EPT,
    TerritoryKind.REGION,
)
CODE = re.compile(r"\d[\dab]\d{0,7}", re.IGNORECASE)
MUNICIPAL = (TerritoryKind.COMMUNE, TerritoryKind.ARRONDISSEMENT)
# Of one place seen twice (Paris), "commune" comes before "department".
BIGGEST_FIRST = (F("population").desc(nulls_last=True), "kind", "code")


@dataclass(frozen=True)
class ResolvedTerritory:
    """What a code stands for today; `former_code` is the code asked for when it was given up."""

    territory: Territory
    former_code: str | None = None


def find_territory(code: str, *, kind: str | None = None) -> Territory:
    """The territory that bears `code`, or took over the one that did; else `UnknownTerritory`."""
    return resolve_territory(code, kind=kind).territory


def resolve_territory(code: str, *, kind: str | None = None) -> ResolvedTerritory:
    """As `find_territory`, telling whether the code was a former one.

    Two digits are a department, unless `kind` asks for the region. A zero lost by a spreadsheet
    ("1053" for "01053") is given back.
    """
    wanted = code.strip().upper()
    if len(wanted) in {1, 4} and wanted.isdigit():
        wanted = f"0{wanted}"
    bearers = Territory.objects.filter(code=wanted)
    if kind is not None:
        bearers = bearers.filter(kind=kind)
    by_kind = {(bearer.kind, bearer.is_current): bearer for bearer in bearers}
    for each in KIND_ORDER:
        if (each, True) in by_kind:
            return ResolvedTerritory(by_kind[each, True])
    former = FormerCode.objects.filter(code=wanted).select_related("current").first()
    if former is not None and kind in {None, former.current.kind}:
        return ResolvedTerritory(former.current, former_code=wanted)
    for bearer in by_kind.values():
        # Retired, and the newer edition does not say what became of it.
        return ResolvedTerritory(bearer)
    raise UnknownTerritory(code=code)


def read_territory(text: str) -> Territory:
    """The territory that a person or a file names: a code, a label of ours, or a name borne once.

    Raises `UnknownTerritory`, or `AmbiguousTerritory` with the labels to choose from.
    """
    if CODE.fullmatch(text.strip()):
        return find_territory(text)
    name, department = name_and_department(text)
    namesakes = Territory.objects.filter(is_current=True, search_name__in={name, search_name(text)})
    if department is not None:
        namesakes = namesakes.filter(kind__in=MUNICIPAL, department__code=department)
    found = list(namesakes.order_by(*BIGGEST_FIRST))
    labelled = [each for each in found if fold(each.label) == fold(text)]
    for candidates in (labelled, found):
        if candidates and all(_same_place(candidates[0], other) for other in candidates[1:]):
            return candidates[0]
        if candidates:
            raise AmbiguousTerritory(text=text, choices=[each.label for each in candidates])
    raise UnknownTerritory(code=text)


def _same_place(territory: Territory, other: Territory) -> bool:
    """Paris is a commune and a department, Mayotte a department and a region: one place."""
    return (
        territory.kind != other.kind
        and territory.population is not None
        and territory.population == other.population
    )


def search_territories(
    text: str, *, limit: int = DEFAULT_LIMIT, kinds: Iterable[str] | None = None
) -> list[Territory]:
    """Territories whose name, code or postal code begins like `text`; homonyms by population.

    The whole name comes first, then its beginning, then one of its words; "saint denis 93" and
    "Saint-Denis (93)" keep to the department.
    """
    current = Territory.objects.filter(is_current=True)
    if kinds is not None:
        current = current.filter(kind__in=list(kinds))
    code = text.strip().upper()
    if CODE.fullmatch(code):
        return _search_by_code(current, code, limit)
    name, department = name_and_department(text)
    if department is not None:
        inside = current.filter(kind__in=MUNICIPAL, department__code=department)
        if found := _search_by_name(inside, name, limit):
            return found
        # "Paris 13" is not in department 13.
        name = search_name(text)
    return _search_by_name(current, name, limit) if name else []


def _search_by_code(current: QuerySet[Territory], code: str, limit: int) -> list[Territory]:
    rank = Case(
        When(code=code, kind=TerritoryKind.DEPARTMENT, then=Value(0)),
        When(code=code, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    alike = current.filter(_begins("code", code) | _holds_word("postal_codes", code))
    found = list(alike.alias(rank=rank).order_by("rank", *BIGGEST_FIRST)[:limit])
    if not found:
        return list(current.filter(former_codes__code=code)[:limit])
    return found


def _search_by_name(current: QuerySet[Territory], name: str, limit: int) -> list[Territory]:
    beginning = current.filter(_begins("search_name", name))
    rank = Case(
        When(search_name=name, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = list(beginning.alias(rank=rank).order_by("rank", *BIGGEST_FIRST)[:limit])
    if len(found) == limit:
        return found
    inside = current
    for word in name.split():
        inside = inside.filter(_holds_word("search_name", word))
    # Leaving out here what was found already costs less than saying so to the database.
    others = [each for each in inside.order_by(*BIGGEST_FIRST)[:limit] if each not in found]
    return [*found, *others][:limit]


def _begins(field: str, text: str) -> Q:
    # Both bounds hold in any alphabetical order, so that the index serves; the prefix decides.
    bounds = {f"{field}__gte": text, f"{field}__lt": f"{text}zzzz"}
    return Q(**bounds, **{f"{field}__startswith": text})


def _holds_word(field: str, beginning: str) -> Q:
    # The first test is the cheap one, and sends nearly every row away.
    anywhere = Q(**{f"{field}__contains": beginning})
    first, later = {f"{field}__startswith": beginning}, {f"{field}__contains": f" {beginning}"}
    return anywhere & (Q(**first) | Q(**later))
