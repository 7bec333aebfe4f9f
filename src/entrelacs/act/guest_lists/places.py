"""The territories a list names, all found at once: three questions, however long the list."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from entrelacs.act.guest_lists.difference import Place
from entrelacs.act.guest_lists.guests import Remark
from entrelacs.commons.territories.models import FormerCode, Territory, TerritoryKind
from entrelacs.commons.territories.names import name_and_department

CODE = re.compile(r"\d[\dABab]\d{0,7}")
# A column of postal codes says so in front of each: the same digits may be another town's INSEE code.
POSTAL = re.compile(r"CP (\d{4,5})")
WITH_POSTAL = re.compile(r"(?:F-?)?(\d{5})[\s,-]+(.+)|(.+?)[\s,]*\(?(\d{5})\)?")
CEDEX = re.compile(r"\s+cedex(?:\s+\d+)?$", re.IGNORECASE)
MOST_POSTAL_CODES = 60
# "Paris" is a commune before being a department; a list of people names where they live or work.
PREFERRED = (
    TerritoryKind.COMMUNE,
    TerritoryKind.ARRONDISSEMENT,
    TerritoryKind.DEPARTMENT,
    TerritoryKind.EPCI,
    TerritoryKind.EPT,
    TerritoryKind.REGION,
)


def read_places(texts: Iterable[str]) -> dict[str, Place]:
    """Each text that is not blank, with the territory it names."""
    wanted = sorted({text for text in texts if text.strip()})
    postal = {text: found[1].zfill(5) for text in wanted if (found := POSTAL.fullmatch(text))}
    codes = {text: _code(text) for text in wanted if CODE.fullmatch(text.strip())}
    names = {text: _name(text) for text in wanted if text not in codes and text not in postal}
    places: dict[str, Place] = {}
    if codes:
        places |= _by_code(codes)
    # "33000" is nobody's INSEE code: it is Bordeaux' postal one.
    postal |= {
        text: codes[text]
        for text, place in places.items()
        if place.territory is None and len(codes[text]) == 5
    }
    if postal:
        places |= _by_postal_code(postal)
    if names:
        places |= _by_name(names)
    return places


def _name(text: str) -> tuple[str, str | None]:
    """The name a text holds, and the department when it, or a postal code beside it, tells one."""
    bare = CEDEX.sub("", text.strip())
    found = WITH_POSTAL.fullmatch(bare)
    if found is None:
        return name_and_department(bare)
    code, name = (found[1], found[2]) if found[1] else (found[4], found[3])
    return name_and_department(CEDEX.sub("", name))[0], _department(code)


def _department(postal_code: str) -> str | None:
    """The department a postal code begins with; Corsica has two for one beginning."""
    begins = postal_code[:3] if postal_code.startswith("97") else postal_code[:2]
    return None if begins == "20" else begins


def _by_postal_code(codes: dict[str, str]) -> dict[str, Place]:
    wanted = sorted(set(codes.values()))[:MOST_POSTAL_CODES]
    asked = reduce(or_, (Q(postal_codes__contains=code) for code in wanted))
    found = list(
        Territory.objects.filter(asked, is_current=True, kind=TerritoryKind.COMMUNE).order_by("pk")
    )
    return {
        text: _choose(text, [each for each in found if code in each.postal_codes.split()])
        for text, code in codes.items()
    }


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
            places[text] = _place(min(bearers[code], key=lambda t: PREFERRED.index(t.kind)))
        elif code in former:
            current = former[code]
            remark = Remark(
                "territory-former", {"code": code, "now": current.code, "name": current.label}
            )
            places[text] = _place(current, remark)
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


def _place(territory: Territory, remark: Remark | None = None) -> Place:
    return Place(territory=territory.pk, label=territory.label, remark=remark)


def _choose(text: str, alike: list[Territory]) -> Place:
    if not alike:
        return Place(remark=Remark("territory-unknown", {"text": text}))
    kind = min((each.kind for each in alike), key=PREFERRED.index)
    best = [each for each in alike if each.kind == kind]
    if len(best) == 1:
        return _place(best[0])
    labels = " · ".join(sorted(each.label for each in best)[:6])
    return Place(remark=Remark("territory-ambiguous", {"text": text, "choices": labels}))
