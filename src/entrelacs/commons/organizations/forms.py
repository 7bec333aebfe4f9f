from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.organizations.queries import organizations
from entrelacs.commons.territories.fields import TerritoryField

FIELDS = ("name", "siret", "rna", "parent", "territory", "website")


class OrganizationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    siret = forms.CharField(
        label=_("SIRET"),
        max_length=40,
        required=False,
        help_text=_("14 digits, spaces or not. Its key is checked."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    rna = forms.CharField(
        label=_("RNA"),
        max_length=40,
        required=False,
        help_text=_("For an association: W and nine characters."),
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"),
        queryset=None,
        required=False,
        empty_label=_("Nothing: it stands alone"),
        help_text=_("For an antenna, the structure it belongs to."),
    )
    territory = TerritoryField(label=_("Territory"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(
        self, *args: object, organization: Organization | None = None, **kwargs: object
    ) -> None:
        if organization is not None:
            kwargs["initial"] = {name: getattr(organization, name) for name in FIELDS}
        super().__init__(*args, **kwargs)
        others = organizations().order_by("name", "pk")
        if organization is not None:
            others = others.exclude(pk=organization.pk)
        self.fields["parent"].queryset = others
