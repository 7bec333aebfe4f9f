from typing import Any

from django import forms
from django.urls import reverse_lazy

from entrelacs.commons.messages import sentence_for
from entrelacs.commons.territories.errors import AmbiguousTerritory, UnknownTerritory
from entrelacs.commons.territories.models import Territory
from entrelacs.commons.territories.queries import read_territory


class TerritoryField(forms.CharField):
    """A territory by its name, its label or its code; names are suggested while one types."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=160, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        suggest = {"data-suggest": reverse_lazy("commons:territories"), "autocomplete": "off"}
        return {**super().widget_attrs(widget), **suggest}

    def prepare_value(self, value: Any) -> Any:
        return value.label if isinstance(value, Territory) else value

    def clean(self, value: Any) -> Territory | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_territory(text)
        except AmbiguousTerritory as fault:
            choices = " · ".join(fault.details["choices"][:6])
            raise forms.ValidationError(f"{sentence_for(fault)} {choices}") from fault
        except UnknownTerritory as fault:
            raise forms.ValidationError(sentence_for(fault)) from fault
