"""Invented content for the living style page: the shapes that each component expects."""

from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class SampleWorld:
    label: str
    short_label: str
    tone: str
    mark: str


@dataclass(frozen=True)
class SampleStep:
    label: str
    url: str
    state: str


@dataclass(frozen=True)
class SampleKnot:
    kind: str
    label: str
    url: str
    state: str


@dataclass(frozen=True)
class SampleSeat:
    world: SampleWorld
    initials: str
    label: str
    locked: bool = False
    chosen: bool = False


WORLDS = {
    "work": SampleWorld("Travail social", "TS", "teal", "round"),
    "enterprise": SampleWorld("Entrepreneuriat social", "ES", "orange", "diamond"),
    "public": SampleWorld("Collectivité", "Coll.", "blue", "square"),
    "other": SampleWorld("Autre", "Autre", "grey", "triangle"),
    "resident": SampleWorld("Habitant·e", "Hab.", "green", "hexagon"),
    "funder": SampleWorld("Financeur", "Fin.", "brick", "star"),
    "both": SampleWorld("Les deux mondes", "TS-ES", "plum", "knot"),
}
ROUND = {"w": "work", "e": "enterprise", "p": "public", "o": "other", "r": "resident"}
TABLES = (
    ("Table 1", "4 TS · 4 ES", "wCD eAB eNT eHV eSP wAB wJR wHV"),
    ("Table 2", "4 TS · 3 ES · 1 coll.", "eSP wSP eJR pLM wIS wSB wMK eCD"),
    ("Table 3", "4 TS · 4 ES", "eEO wSP wCD wHV eSB wAB eSO eGC"),
    ("Table 4", "4 TS · 3 ES · 1 autre", "wNT wEO eLM wJR wSP eSL oAB eCD"),
    ("Table 5", "6 personnes", "eLM wJR eCD pNT wIR eEO"),
    ("Table 6", "12 personnes", "wMK wCD eAB wJR eSP eGC wGA eLT rOD wYB eFN wPA"),
)


class SampleForm(forms.Form):
    """One field of each kind, the second one refused."""

    name = forms.CharField(label="Prénom et nom", max_length=80)
    mail = forms.EmailField(label="Adresse mail", help_text="Pour recevoir l’invitation.")
    territory = forms.ChoiceField(
        label="Territoire",
        choices=[("", "Choisir…"), ("33", "Gironde"), ("93", "Seine-Saint-Denis")],
    )
    worlds = forms.MultipleChoiceField(
        label="Mondes",
        help_text="Un ou plusieurs, ou aucun.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, world.label) for code, world in WORLDS.items()],
    )
    needs = forms.CharField(label="Besoins d’accueil", required=False, widget=forms.Textarea)
    photo = forms.FileField(label="Liste d’invité·es", required=False)
    consent = forms.BooleanField(label="Mon nom peut paraître dans le compte rendu", required=False)


def _seats(codes: str) -> list[SampleSeat]:
    return [
        SampleSeat(
            world=WORLDS[ROUND[code[0]]],
            initials=code[1:],
            label=f"{code[1]}. {code[2]}., {WORLDS[ROUND[code[0]]].label}",
            locked=place == 2,
            chosen=code == "eNT",
        )
        for place, code in enumerate(codes.split())
    ]


def samples() -> dict[str, Any]:
    worlds = list(WORLDS.values())
    labels = ("Inviter", "Composer", "Animer", "Synthétiser", "Restituer", "Suivre")
    states = ("done", "now", "next", "next", "next", "next")
    return {
        "worlds": worlds,
        "mix": list(zip(worlds, (23, 22, 2, 1, 0, 0, 0), strict=True)),
        "steps": [
            SampleStep(label, "#spine", state) for label, state in zip(labels, states, strict=True)
        ],
        "tables": [
            {"name": name, "mix": mix, "seats": _seats(codes)} for name, mix, codes in TABLES
        ],
        "form": SampleForm({"name": "Samira B.", "mail": "samira@", "worlds": ["work"]}),
        "exports": [("CSV", "#listing"), ("PDF", "#listing")],
        "rows": [
            {"kind": "added", "before": "", "after": "Café commun le premier mardi", "line": 14},
            {"kind": "changed", "before": "Table 2, sept", "after": "Table 2, huit", "line": 21},
            {"kind": "removed", "before": "Table 7", "after": "", "line": None},
            {"kind": "unplaced", "before": "", "after": "« voir avec la mairie ? »", "line": 37},
        ],
        "knots": [
            SampleKnot("Table 3, Paris", "Note de 15 h 12", "#thread", "past"),
            SampleKnot("Contribution", "Échanger nos postes une semaine", "#thread", "past"),
            SampleKnot("Piste", "Vis ma vie, une semaine", "#thread", "now"),
            SampleKnot("Vote", "TS 81 %, ES 76 %", "#thread", "past"),
            SampleKnot("Groupe de travail", "à former", "", "later"),
        ],
    }  # fmt: skip
