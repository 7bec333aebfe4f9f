from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.act.leads.models import Lead
from entrelacs.act.synthesis.models import SynthesisLine
from entrelacs.commons.programmes.models import Tone


class LeadForm(forms.ModelForm):
    class Meta:
        model = Lead
        fields = ("title", "description")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class NewLeadForm(forms.ModelForm):
    class Meta:
        model = Lead
        fields = ("title",)
        help_texts = {"title": _("A few words that begin with a verb or a thing: “A common café”.")}


class LineForm(forms.ModelForm):
    class Meta:
        model = SynthesisLine
        fields = ("text",)
        labels = {"text": _("One sentence")}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class ThemeForm(forms.Form):
    label = forms.CharField(label=_("Name of the category"), max_length=80)
    tone = forms.ChoiceField(label=_("Colour"), choices=Tone.choices)
    keywords = forms.CharField(
        label=_("Keywords"),
        max_length=400,
        help_text=_("Separated by commas: they say what belongs here, and let us suggest it."),
    )

    def clean_keywords(self) -> list[str]:
        words = [word.strip() for word in self.cleaned_data["keywords"].split(",") if word.strip()]
        if not words:
            raise forms.ValidationError(_("Give at least one keyword."))
        return words
