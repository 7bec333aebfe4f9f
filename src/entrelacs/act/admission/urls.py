from django.urls import path

from entrelacs.act.admission.views import agenda, public, settings

STEP = "agir/rencontres/<slug:slug>/inviter/inscriptions/"
PUBLIC = "rencontres/<slug:slug>/"

urlpatterns = [
    path(STEP, settings.invite_admission, name="invite_admission"),
    path(f"{STEP}<int:pk>/proposer/", settings.offer_seat, name="invite_admission_offer"),
    path(PUBLIC, public.meeting, name="public_gathering"),
    path(f"{PUBLIC}rencontre.ics", public.calendar, name="public_calendar"),
    path(f"{PUBLIC}inscription/", public.register, name="register"),
    path(f"{PUBLIC}inscription/merci/", public.thanks, name="register_thanks"),
    path(f"{PUBLIC}structures/", public.structure_names, name="structure_names"),
    path("agenda/<slug:slug>/", agenda.agenda, name="agenda"),
    path("agenda/<slug:slug>.ics", agenda.agenda_calendar, name="agenda_calendar"),
]
