"""What changed in a meeting since its kit was downloaded: which sheets to print again, and for whom."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from entrelacs.act.kit.facts import Guest, KitFacts
from entrelacs.act.kit.sheets.base import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Since the last download; `gone` counts people whose badge is in the box for nothing."""

    added: list[Guest] = field(default_factory=list)
    changed: list[Guest] = field(default_factory=list)
    gone: int = 0
    tables: bool = False
    questions: bool = False
    day: bool = False
    plan: bool = False

    @property
    def badges(self) -> list[Guest]:
        """The badges to print again, by name."""
        return sorted([*self.added, *self.changed], key=lambda guest: guest.alphabetical)

    @property
    def any(self) -> bool:
        return bool(
            self.badges or self.gone or self.tables or self.questions or self.day or self.plan
        )


def contents_of(facts: KitFacts) -> dict[str, Any]:
    """What each part of the kit rests on, as digests: names are not kept a second time."""
    moments = [[str(each.starts_at), each.title, each.text] for each in facts.moments]
    day = [str(facts.day), facts.gathering, facts.place]
    return {
        "badges": {str(guest.registration): _digest(guest) for guest in facts.guests},
        "tables": _digest(facts.tables),
        "questions": _digest(facts.prompts),
        "day": _digest([moments, day]),
        "plan": facts.placement.version if facts.placement else None,
    }


def changes_since(contents: Mapping[str, Any], facts: KitFacts) -> Changes:
    """Compare what the kit rested on with what holds now."""
    now, printed = contents_of(facts), contents.get("badges", {})
    known = [guest for guest in facts.guests if str(guest.registration) in printed]
    return Changes(
        added=[guest for guest in facts.guests if str(guest.registration) not in printed],
        changed=[guest for guest in known if printed[str(guest.registration)] != _digest(guest)],
        gone=len(printed) - len(known),
        tables=contents.get("tables") != now["tables"],
        questions=contents.get("questions") != now["questions"],
        day=contents.get("day") != now["day"],
        plan=contents.get("plan") != now["plan"],
    )


def _digest(part: Any) -> str:
    text = json.dumps(plain(part), sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]
