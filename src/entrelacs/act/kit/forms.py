from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.act.kit.options import (
    MOST_BLANK_BADGES,
    MOST_NOTEBOOKS,
    PAPERS,
    KitOptions,
    usual_table_count,
)
from entrelacs.act.tables.models import MOST_TABLES


class KitForm(forms.Form):
    """What the kit holds; the table count is asked only while no table is laid."""

    paper = forms.ChoiceField(
        label=_("Paper of the badges"),
        choices=[(paper.code, paper.label) for paper in PAPERS.values()],
        initial=KitOptions().paper,
    )
    blank_badges = forms.IntegerField(
        label=_("Blank badges"),
        min_value=0,
        max_value=MOST_BLANK_BADGES,
        initial=KitOptions().blank_badges,
    )
    notebooks = forms.IntegerField(
        label=_("Paper notebooks"),
        min_value=0,
        max_value=MOST_NOTEBOOKS,
        initial=KitOptions().notebooks,
    )
    tables = forms.IntegerField(
        label=_("Tables to prepare for"),
        min_value=1,
        max_value=MOST_TABLES,
        help_text=_("No table is laid yet: they are numbered from 1."),
    )

    def __init__(self, *args: Any, asks_tables: bool, people: int, **options: Any) -> None:
        super().__init__(*args, **options)
        if asks_tables:
            self.fields["tables"].initial = usual_table_count(people)
        else:
            del self.fields["tables"]

    @property
    def options(self) -> KitOptions:
        """What was chosen; what the form begins with while nothing was."""
        if self.is_bound and self.is_valid():
            return KitOptions(**self.cleaned_data)
        return KitOptions(**{name: field.initial for name, field in self.fields.items()})
