from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from entrelacs.commons.access.permissions import requires
from entrelacs.commons.imports.actions import undo_batch
from entrelacs.commons.imports.labels import KINDS
from entrelacs.commons.imports.queries import batches

LATEST = 100


@require_safe
@requires("commons.import")
def imports(request: HttpRequest) -> HttpResponse:
    """What came in at once, latest first, each of which can be taken back."""
    rows = [
        {
            "batch": batch,
            "kind": KINDS.get(batch.kind, batch.kind),
            "count": sum(map(len, batch.created.values())),
        }
        for batch in batches()[:LATEST]
    ]
    return render(request, "commons/imports/imports.html", {"rows": rows})


@require_POST
@requires("commons.import")
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one import back."""
    batch = get_object_or_404(batches(), pk=pk)
    counts = undo_batch(actor=request.member, batch=batch)
    messages.success(request, _undone(counts["removed"], counts["kept"]))
    then = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()})
    return redirect(then if is_ours else "commons:imports")


def _undone(removed: int, kept: int) -> str:
    said = ngettext(
        "The import is undone: %(count)d item was taken back.",
        "The import is undone: %(count)d items were taken back.",
        removed,
    ) % {"count": removed}
    if not kept:
        return said
    return said + " " + _("%(kept)d used or changed since are kept.") % {"kept": kept}
