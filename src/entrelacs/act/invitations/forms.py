from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.programmes.queries import worlds
from entrelacs.commons.territories.fields import TerritoryField


class GuestForm(forms.Form):
    """Someone invited: who they are, where they come from, what they need that day."""

    given_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    organization = forms.CharField(
        label=_("Structure"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "structures", "autocomplete": "off"}),
        help_text=_("Choose one already known if it appears in the list."),
    )
    function = forms.CharField(label=_("Occupation"), max_length=120, required=False)
    worlds = forms.ModelMultipleChoiceField(
        label=_("Worlds"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several, or none: it is how they see themselves."),
    )
    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        help_text=_("To tell two people of one name apart, and to write to them."),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
        help_text=_("To call them on the day; only organisers read it."),
    )
    territory = TerritoryField(
        label=_("Territory"), required=False, help_text=_("Where they work: a town, a department…")
    )
    needs = forms.CharField(
        label=_("Needs"),
        max_length=200,
        required=False,
        help_text=_("What is needed, never why: near the door, quiet table, sign language…"),
    )

    def __init__(
        self, *args: object, registration: Registration | None = None, **kwargs: object
    ) -> None:
        if registration is not None:
            kwargs["initial"] = initial_of(registration)
        super().__init__(*args, **kwargs)
        self.fields["worlds"].queryset = worlds()


def initial_of(registration: Registration) -> dict[str, object]:
    person = registration.person
    affiliations = list(person.affiliations.all())
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "organization": affiliations[0].organization.name if affiliations else "",
        "function": person.function,
        "worlds": list(person.worlds.all()),
        "email": person.email,
        "phone": person.phone,
        "territory": person.territory,
        "needs": registration.needs,
    }
