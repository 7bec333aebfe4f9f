"""What an organiser asks of the tables: rounds, sizes, order, wishes, hosts, tables closed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrelacs.act.tables.asking import (
    add_wish,
    close_table,
    name_host,
    remove_wish,
    set_composition,
    set_offers,
    set_played,
    set_rounds_attended,
    set_table_needs,
)
from entrelacs.act.tables.forms import (
    CloseForm,
    GuestForm,
    HostForm,
    OffersForm,
    PlayedForm,
    WishRemoveForm,
    settings_form_of,
    wish_form_of,
)
from entrelacs.act.tables.models import TableWish
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.queries import open_tables, wishes_to_change
from entrelacs.act.tables.views.workspace import (
    gathering_at,
    make_change,
    name_of,
    read,
    registration_of,
    round_asked,
    show_page,
)
from entrelacs.commons.access.permissions import requires


@require_POST
@requires("act.compose")
def compose_settings(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    form = settings_form_of(read_plan(gathering, round_asked(request)), request.POST)
    if not form.is_valid():
        return show_page(request, gathering, status=422, settings_form=form)
    asked = {name: form.cleaned_data[name] for name in SETTINGS}
    return make_change(
        request,
        gathering,
        lambda: set_composition(actor=request.member, gathering=gathering, **asked),
        asked=_("Change the settings."),
        done=_("The settings are saved. Compose again to apply them."),
    )


SETTINGS = ("rounds", "smallest", "largest", "order", "never_alone")


@require_POST
@requires("act.compose")
def compose_played(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how many rounds took place."""
    gathering = gathering_at(slug)
    played = read(PlayedForm, request)["played"]
    number = {"round": played}
    return make_change(
        request,
        gathering,
        lambda: set_played(actor=request.member, gathering=gathering, played=played),
        asked=_("Say that round %(round)d took place.") % number,
        done=(
            _("Round %(round)d took place: it is no longer composed.") % number
            if played
            else _("No round took place yet.")
        ),
    )


@require_POST
@requires("act.compose")
def compose_wish(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    form = wish_form_of(read_plan(gathering, round_asked(request)), request.POST)
    if not form.is_valid():
        return show_page(request, gathering, status=422, wish_form=form)
    people = [registration_of(gathering, pk) for pk in form.cleaned_data["registrations"]]
    return make_change(
        request,
        gathering,
        lambda: add_wish(
            actor=request.member,
            gathering=gathering,
            kind=TableWish.Kind(form.cleaned_data["kind"]),
            registrations=people,
        ),
        asked=_("Note a wish."),
        done=_("The wish is noted: organisers alone see it. Compose again to apply it."),
    )


@require_POST
@requires("act.compose")
def compose_wish_remove(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    wish = get_object_or_404(wishes_to_change(gathering), pk=read(WishRemoveForm, request)["wish"])
    return make_change(
        request,
        gathering,
        lambda: remove_wish(actor=request.member, wish=wish),
        asked=_("Take a wish away."),
        done=_("The wish is forgotten."),
    )


@require_POST
@requires("act.compose")
def compose_host(request: HttpRequest, slug: str) -> HttpResponse:
    """Name who hosts a table or takes its notes: they keep to it in every round."""
    gathering = gathering_at(slug)
    asked = read(HostForm, request)
    table = get_object_or_404(open_tables(gathering), pk=asked["table"])
    chosen = registration_of(gathering, asked["registration"]) if asked["registration"] else None
    names = {"name": name_of(chosen) if chosen else "", "table": table.number}
    done = (
        _("%(name)s keeps to table %(table)d.") if chosen else _("Table %(table)d: nobody named.")
    )
    return make_change(
        request,
        gathering,
        lambda: name_host(
            actor=request.member,
            table=table,
            role=asked["role"],
            person=chosen.person if chosen else None,
        ),
        asked=_("Name someone for table %(table)d.") % names,
        done=done % names,
    )


@require_POST
@requires("act.compose")
def compose_offers(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what a table offers to those who need it."""
    gathering = gathering_at(slug)
    asked = read(OffersForm, request)
    table = get_object_or_404(open_tables(gathering), pk=asked["table"])
    number = {"table": table.number}
    return make_change(
        request,
        gathering,
        lambda: set_offers(actor=request.member, table=table, offers=asked["offers"]),
        asked=_("Say what table %(table)d offers.") % number,
        done=_("What table %(table)d offers is noted.") % number,
    )


@require_POST
@requires("act.compose")
def compose_guest(request: HttpRequest, slug: str) -> HttpResponse:
    """Note what someone's table must offer, and the rounds they attend."""
    gathering = gathering_at(slug)
    asked = read(GuestForm, request)
    registration = registration_of(gathering, asked["registration"])
    names = {"name": name_of(registration)}

    def change() -> None:
        set_table_needs(actor=request.member, registration=registration, needs=asked["needs"])
        set_rounds_attended(actor=request.member, registration=registration, rounds=asked["rounds"])

    return make_change(
        request,
        gathering,
        change,
        asked=_("Note what %(name)s needs at table.") % names,
        done=_("What %(name)s needs is noted. Compose again to apply it.") % names,
        chosen=registration.pk,
    )


@require_POST
@requires("act.compose")
def compose_close(request: HttpRequest, slug: str) -> HttpResponse:
    """Put one table away."""
    gathering = gathering_at(slug)
    asked = read(CloseForm, request)
    table = get_object_or_404(open_tables(gathering), pk=asked["table"])
    number = {"table": table.number}
    return make_change(
        request,
        gathering,
        lambda: close_table(actor=request.member, table=table, expected_version=asked["version"]),
        asked=_("Close table %(table)d.") % number,
        done=_("Table %(table)d is closed: its people wait for a seat.") % number,
    )
