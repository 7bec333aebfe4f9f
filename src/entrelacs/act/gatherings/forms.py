from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import cycles
from entrelacs.commons.territories.fields import TerritoryField
from entrelacs.commons.themes.queries import typologies


class GatheringForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As people will read it on their invitation: Grande Rencontre de Bordeaux."),
    )
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts_at = forms.TimeField(
        label=_("Begins at"),
        initial="14:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends_at = forms.TimeField(
        label=_("Ends at"),
        initial="18:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.CharField(
        label=_("Place"), max_length=160, required=False, help_text=_("The name of the place.")
    )
    address = forms.CharField(label=_("Postal address"), max_length=200, required=False)
    territory = TerritoryField(
        label=_("Territory"), required=False, help_text=_("A town, a department, a region…")
    )
    cycle = forms.ModelChoiceField(
        label=_("Cycle"),
        queryset=None,
        required=False,
        empty_label=_("None"),
        help_text=_("In one cycle, people are seated with those they have not met yet."),
    )
    new_cycle = forms.CharField(
        label=_("Or a new cycle"), max_length=120, required=False, help_text=_("Its name.")
    )
    typology = forms.ModelChoiceField(
        label=_("Typology"),
        queryset=None,
        required=False,
        empty_label=_("None for now"),
        help_text=_("The themes ideas will be sorted into. It may be chosen later."),
    )

    def __init__(self, *args: object, gathering: Gathering | None = None, **kwargs: object) -> None:
        if gathering is not None:
            kwargs["initial"] = {
                name: getattr(gathering, name) for name in self.base_fields if name != "new_cycle"
            }
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = cycles()
        self.fields["typology"].queryset = typologies()
