"""The territories a list names, all found at once: three questions, however long the list."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from entrelacs.act.guest_lists.guests import Remark
from entrelacs.commons.territories.models import FormerCode, Territory, TerritoryKind
from entrelacs.commons.territories.names import name_and_department

CODE = re.compile(r"\d[\dABab]\d{0,7}")
# "Paris" is a commune before being a department; a list of people names where they live or work.
PREFERRED = (
    TerritoryKind.COMMUNE,
    TerritoryKind.ARRONDISSEMENT,
    TerritoryKind.DEPARTMENT,
    TerritoryKind.EPCI,
    TerritoryKind.EPT,
    TerritoryKind.REGION,
)


@dataclass(frozen=True)
class Place:
    """What a text stands for; a remark when it is a former code, or stands for nothing sure."""

    territory: Territory | None = None
    remark: Remark | None = None


def read_places(texts: Iterable[str]) -> dict[str, Place]:
    """Each text that is not blank, with the territory it names."""
    wanted = sorted({text for text in texts if text.strip()})
    codes = {text: _code(text) for text in wanted if CODE.fullmatch(text.strip())}
    names = {text: name_and_department(text) for text in wanted if text not in codes}
    places: dict[str, Place] = {}
    if codes:
        places |= _by_code(codes)
    if names:
        places |= _by_name(names)
    return places


def _code(text: str) -> str:
    code = text.strip().upper()
    # A spreadsheet drops the zero of "01053".
    return f"0{code}" if len(code) in {1, 4} and code.isdigit() else code


def _by_code(codes: dict[str, str]) -> dict[str, Place]:
    wanted = set(codes.values())
    bearers = defaultdict(list)
    for territory in Territory.objects.filter(code__in=wanted, is_current=True).order_by("pk"):
        bearers[territory.code].append(territory)
    former = {
        row.code: row.current
        for row in FormerCode.objects.filter(code__in=wanted - bearers.keys())
        .select_related("current")
        .order_by("code")
    }
    places = {}
    for text, code in codes.items():
        if code in bearers:
            places[text] = Place(min(bearers[code], key=lambda t: PREFERRED.index(t.kind)))
        elif code in former:
            current = former[code]
            remark = Remark(
                "territory-former", {"code": code, "now": current.code, "name": current.label}
            )
            places[text] = Place(current, remark)
        else:
            places[text] = Place(remark=Remark("territory-unknown", {"text": text}))
    return places


def _by_name(names: dict[str, tuple[str, str | None]]) -> dict[str, Place]:
    namesakes = defaultdict(list)
    found = Territory.objects.filter(
        is_current=True, search_name__in={name for name, _department in names.values()}
    )
    for territory in found.order_by("pk"):
        namesakes[territory.search_name].append(territory)
    places = {}
    for text, (name, department) in names.items():
        alike = [
            each
            for each in namesakes[name]
            if department is None or each.department_code == department
        ]
        places[text] = _choose(text, alike)
    return places


def _choose(text: str, alike: list[Territory]) -> Place:
    if not alike:
        return Place(remark=Remark("territory-unknown", {"text": text}))
    kind = min((each.kind for each in alike), key=PREFERRED.index)
    best = [each for each in alike if each.kind == kind]
    if len(best) == 1:
        return Place(best[0])
    labels = " · ".join(sorted(each.label for each in best)[:6])
    return Place(remark=Remark("territory-ambiguous", {"text": text, "choices": labels}))
