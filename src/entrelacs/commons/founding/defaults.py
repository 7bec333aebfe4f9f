"""What a new programme starts with; all of it is data that its organiser may change."""

from entrelacs.commons.consent.models import Use
from entrelacs.commons.programmes.models import Mark, Tone

# Code, label, short label, tone, mark, whether it is a pole.
WORLDS = [
    ("ts", "Travail social", "TS", Tone.TEAL, Mark.ROUND, True),
    ("es", "Entrepreneuriat social", "ES", Tone.ORANGE, Mark.DIAMOND, True),
    ("collectivite", "Collectivité", "Coll.", Tone.BLUE, Mark.SQUARE, False),
    ("habitant", "Habitant·e", "Hab.", Tone.PLUM, Mark.HEXAGON, False),
    ("autre", "Autre", "Autre", Tone.GREY, Mark.TRIANGLE, False),
]

CONSENT_TEXTS = {
    Use.NAME_IN_REPORT: "J’accepte que mon nom et ma structure paraissent dans le compte rendu.",
    Use.DIRECTORY: "J’accepte de paraître dans l’annuaire remis aux participant·es.",
    Use.NEWS: "J’accepte de recevoir des nouvelles du programme, trois fois par an au plus.",
    Use.IMAGE: "J’accepte d’être reconnaissable sur les photographies de la rencontre.",
}
