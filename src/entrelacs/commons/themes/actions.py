from collections.abc import Sequence

from django.db import models, transaction

from entrelacs.commons.journal.actions import record
from entrelacs.commons.programmes.models import Programme, Tone
from entrelacs.commons.themes.models import Theme, Typology
from entrelacs.errors import EntrelacsError


class ThemeLabelTaken(EntrelacsError):
    code = "theme-label-taken"


@transaction.atomic
def create_typology(
    *,
    actor: models.Model | None,
    programme: Programme,
    name: str,
    themes: Sequence[tuple[str, Tone, Sequence[str]]],
) -> Typology:
    """Create a typology with its themes, each (label, tone, keywords)."""
    typology = Typology.objects.create(programme=programme, name=name)
    for label, tone, keywords in themes:
        add_theme(actor=actor, typology=typology, label=label, tone=tone, keywords=keywords)
    record(actor=actor, event="typology.created", subject=typology, themes=len(themes))
    return typology


@transaction.atomic
def add_theme(
    *,
    actor: models.Model | None,
    typology: Typology,
    label: str,
    tone: Tone,
    keywords: Sequence[str],
) -> Theme:
    """Add a theme at the end of its typology; each has a name of its own there."""
    _refuse_taken_label(typology, label)
    theme = Theme(
        programme_id=typology.programme_id,
        typology=typology,
        label=label.strip(),
        tone=tone,
        keywords=[word.strip() for word in keywords if word.strip()],
        position=typology.themes.count(),
    )
    theme.full_clean()
    theme.save()
    record(actor=actor, event="theme.added", subject=theme)
    return theme


@transaction.atomic
def edit_theme(
    *,
    actor: models.Model | None,
    theme: Theme,
    label: str,
    tone: Tone,
    keywords: Sequence[str],
) -> Theme:
    """Change a theme's words or colour."""
    _refuse_taken_label(theme.typology, label, but=theme)
    theme.label, theme.tone = label.strip(), tone
    theme.keywords = [word.strip() for word in keywords if word.strip()]
    theme.full_clean()
    theme.save()
    record(actor=actor, event="theme.edited", subject=theme)
    return theme


def _refuse_taken_label(typology: Typology, label: str, but: Theme | None = None) -> None:
    others = typology.themes.exclude(pk=but.pk) if but else typology.themes.all()
    if others.filter(label=label.strip()).exists():
        raise ThemeLabelTaken(label=label.strip(), typology=typology.name)
