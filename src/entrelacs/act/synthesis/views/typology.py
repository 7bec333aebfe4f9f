from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entrelacs.act.synthesis.actions import add_category
from entrelacs.act.synthesis.forms import ThemeForm
from entrelacs.act.synthesis.views.reach import gathering_at
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.themes.actions import ThemeLabelTaken, edit_theme
from entrelacs.commons.themes.queries import themes_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def typology(request: HttpRequest, slug: str) -> HttpResponse:
    """The categories of the synthesis: those there are, and a new one."""
    gathering = gathering_at(slug)
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_category(actor=request.member, gathering=gathering, **form.cleaned_data)
        except ThemeLabelTaken as fault:
            form.add_error("label", sentence_for(fault))
        else:
            messages.success(request, _("The category is added."))
            return redirect("act:synthesize_typology", slug=slug)
    context = {"gathering": gathering, "themes": themes_of(gathering.typology), "form": form}
    return render(request, "act/synthesis/typology.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def theme(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering = gathering_at(slug)
    found = get_object_or_404(themes_of(gathering.typology), pk=pk)
    now = {"label": found.label, "tone": found.tone, "keywords": ", ".join(found.keywords)}
    form = ThemeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            edit_theme(actor=request.member, theme=found, **form.cleaned_data)
        except ThemeLabelTaken as fault:
            form.add_error("label", sentence_for(fault))
        else:
            messages.success(request, _("The category is changed."))
            return redirect("act:synthesize_typology", slug=slug)
    context = {"gathering": gathering, "theme": found, "form": form}
    return render(request, "act/synthesis/theme.html", context)
