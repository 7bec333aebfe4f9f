from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.share.reports.models import Report


class ReportForm(forms.ModelForm):
    class Meta:
        model = Report
        fields = ("title", "introduction", "closing", "acknowledgements")
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 8}),
            "closing": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "introduction": _("An empty line begins a new paragraph; a dash begins a list."),
            "acknowledgements": _("Separated by commas."),
        }


class WordTemplateForm(forms.Form):
    template = forms.FileField(
        label=_("Your Word template"),
        # An empty file is told by our own sentence, which says what to do.
        allow_empty_file=True,
        help_text=_(
            "A .docx file of at most 5 MB holding {{ contenu }} alone in a paragraph; "
            "{{ titre }}, {{ date }} and {{ lieu }} may stand anywhere."
        ),
    )
