"""Every page people open, made from the URLconf: a new one without an entry here fails the run."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

ORGANISER = "organisation@demo.example"
OWNER = "responsable@demo.example"
NOBODY = ""
Keys = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page as one person sees it; `keys` say which row fills each part of the address."""

    keys: dict[str, str] = field(default_factory=dict)
    who: str = ORGANISER
    query: str = ""
    status: int = 200

    def path(self, name: str, rows: Keys) -> str:
        """Return the address on the server, from the keys of the demonstration."""
        kwargs = {part: rows[row] for part, row in self.keys.items()}
        return (name if name.startswith("/") else reverse(name, kwargs=kwargs)) + self.query


def paris(**keys: str) -> Page:
    return Page(keys={"slug": "paris", **keys})


def bordeaux(**keys: str) -> Page:
    return Page(keys={"slug": "bordeaux", **keys})


PUBLIC = Page(who=NOBODY)
MEMBER = Page()

PAGES: dict[str, list[Page]] = {
    "home": [PUBLIC],
    "about": [PUBLIC],
    "accessibility": [PUBLIC],
    "account_login": [PUBLIC],
    "account_request_login_code": [PUBLIC],
    "account_logout": [MEMBER],
    "account_inactive": [PUBLIC],
    "mfa_index": [MEMBER, Page(who=OWNER)],
    "mfa_reauthenticate": [Page(who=OWNER)],
    "mfa_activate_totp": [MEMBER],
    "mfa_view_recovery_codes": [Page(who=OWNER)],
    "mfa_generate_recovery_codes": [Page(who=OWNER)],
    "mfa_deactivate_totp": [Page(who=OWNER)],
    "commons:profile": [MEMBER],
    "commons:roles": [Page(who=OWNER)],
    "commons:organizations": [MEMBER],
    "commons:organization": [Page(keys={"pk": "organization"})],
    "commons:imports": [MEMBER],
    "commons:consents": [MEMBER],
    "commons:journal": [MEMBER],
    "observe:home": [MEMBER],
    "act:gatherings": [MEMBER],
    "act:gathering_new": [MEMBER],
    "act:gathering_edit": [bordeaux()],
    "act:invite": [bordeaux(), paris()],
    "act:invite_person_new": [bordeaux()],
    "act:invite_person": [bordeaux(pk="guest")],
    "act:invite_person_remove": [bordeaux(pk="guest")],
    "act:invite_person_erase": [bordeaux(pk="guest")],
    "act:invite_paste": [bordeaux()],
    "act:invite_list": [
        bordeaux(pk="guest_list"),
        Page(keys={"slug": "bordeaux", "pk": "guest_list"}, query="?group=new"),
    ],
    "act:invite_list_text": [bordeaux(pk="guest_list")],
    "act:invite_messages": [bordeaux(), paris()],
    "act:invite_mail": [bordeaux(pk="mail")],
    "act:invite_mailing_new": [
        bordeaux(),
        Page(keys={"slug": "bordeaux"}, query="?kind=invitation"),
        Page(keys={"slug": "bordeaux"}, query="?kind=reminder"),
    ],
    "act:invite_mailing": [bordeaux(pk="mailing")],
    "act:invite_mailing_edit": [bordeaux(pk="mailing")],
    "act:compose": [
        bordeaux(),
        Page(keys={"slug": "bordeaux"}, query="?view=list"),
        Page(keys={"slug": "bordeaux"}, query="?place={guest}#choice"),
        paris(),
    ],
    "act:compose_print": [bordeaux()],
    "act:compose_moves": [bordeaux()],
    "act:compose_repair": [bordeaux()],
    "act:participant": [Page(keys={"token": "token"}, who=NOBODY)],
    "act:participant_answer": [Page(keys={"token": "token"}, who=NOBODY, query="?reponse=non")],
    "act:participant_erase": [Page(keys={"token": "token"}, who=NOBODY)],
    "act:participant_erased": [PUBLIC],
    "act:public_gathering": [Page(keys={"slug": "bordeaux"}, who=NOBODY)],
    "act:register": [Page(keys={"slug": "bordeaux"}, who=NOBODY)],
    "act:register_thanks": [Page(keys={"slug": "bordeaux"}, who=NOBODY)],
    "act:agenda": [Page(keys={"slug": "programme"}, who=NOBODY)],
    "act:invite_admission": [bordeaux(), paris()],
    "act:participant_why": [Page(keys={"token": "token"}, who=NOBODY)],
    "act:checkin": [bordeaux(), Page(keys={"slug": "bordeaux"}, query="?q=mar"), paris()],
    "act:run": [bordeaux(), paris()],
    "act:run_codes": [bordeaux()],
    "act:run_close": [bordeaux()],
    "act:run_segment_new": [bordeaux()],
    "act:run_segment": [bordeaux(pk="segment")],
    "act:run_prompt": [paris(pk="prompt")],
    "act:run_hosts": [paris(number="table")],
    "act:run_import": [bordeaux()],
    "act:run_table": [paris(number="table")],
    "act:run_kit": [bordeaux(), paris()],
    "act:run_preflight": [bordeaux(), paris(), Page(keys={"slug": "rehearsal"})],
    "act:run_rehearsal_erase": [Page(keys={"slug": "rehearsal"})],
    "act:preflight_probe": [Page(keys={"probe": "probe"}, who=NOBODY)],
    "act:notebook_enter": [PUBLIC],
    "act:notebook": [
        Page(keys={"code": "paris_code"}, who=NOBODY),
        Page(keys={"code": "bordeaux_code"}, who=NOBODY),
    ],
    "act:synthesize": [paris(), bordeaux()],
    "act:synthesize_lead_new": [paris()],
    "act:synthesize_lead": [paris(pk="lead")],
    "act:synthesize_lines": [paris()],
    "act:synthesize_typology": [paris()],
    "act:synthesize_theme": [paris(pk="theme")],
    "act:follow": [paris(), bordeaux()],
    "act:follow_edit": [paris(pk="lead")],
    "act:roadmap": [MEMBER],
    "act:lead": [Page(keys={"pk": "lead"})],
    "share:home": [PUBLIC],
    "share:report": [Page(keys={"slug": "paris"}, who=NOBODY)],
    "share:restitute": [paris(), bordeaux()],
    "demo:home": [PUBLIC],
    "demo:style": [PUBLIC],
    # Pages that no address names.
    "/nulle-part/": [Page(who=NOBODY, status=404)],
    "/t/AAAAAAAA/": [Page(who=NOBODY, status=404)],
    "/p/1-inconnu/": [Page(who=NOBODY, status=404)],
    "/roles/": [Page(status=403)],
}

# Addresses that show no page of their own: they change something, send a file, or lead elsewhere.
NOT_PAGES = {
    "set_language",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_download_recovery_codes",
    "commons:programme_switch",
    "commons:role_take",
    "commons:organizations_export",
    "commons:organization_merge",
    "commons:organization_spelling",
    "commons:territories",
    "commons:import_undo",
    "commons:journal_export",
    "observe:export",
    "act:gathering",
    "act:invite_answer",
    "act:invite_messages_export",
    "act:invite_mail_html",
    "act:invite_mail_change",
    "act:invite_reminder",
    "act:invite_told",
    "act:invite_mailing_html",
    "act:invite_mailing_trial",
    "act:invite_mailing_send",
    "act:invite_mailing_drop",
    "act:invite_export",
    "act:invite_person_known",
    "act:invite_person_link",
    "act:compose_draw",
    "act:compose_tables",
    "act:compose_move",
    "act:compose_swap",
    "act:compose_lock",
    "act:compose_restore",
    "act:compose_trial",
    "act:compose_export",
    "act:compose_place",
    "act:compose_undo",
    "act:compose_settings",
    "act:compose_played",
    "act:compose_wish",
    "act:compose_wish_remove",
    "act:compose_host",
    "act:compose_offers",
    "act:compose_guest",
    "act:compose_close",
    "act:compose_search",
    "act:compose_progress",
    "act:compose_stop",
    "act:participant_calendar",
    "act:participant_data",
    "act:public_calendar",
    "act:structure_names",
    "act:agenda_calendar",
    "act:invite_admission_offer",
    "act:participant_needs",
    "act:participant_consent",
    "act:checkin_person",
    "act:checkin_walk_in",
    "act:checkin_list",
    "act:checkin_arrivals",
    "act:checkin_worker",
    "act:run_segment_remove",
    "act:run_import_apply",
    "act:run_import_undo",
    "act:run_kit_download",
    "act:run_preflight_mail",
    "act:run_preflight_codes",
    "act:run_preflight_clock",
    "act:run_rehearsal",
    "act:preflight_time",
    "act:preflight_reached",
    "act:notebook_notes",
    "act:notebook_note",
    "act:notebook_withdraw",
    "act:notebook_restore",
    "act:notebook_star",
    "act:synthesize_draft",
    "act:synthesize_review",
    "act:synthesize_lead_change",
    "act:synthesize_line_change",
    "act:follow_export",
    "act:roadmap_export",
    "share:report_file",
    "share:restitute_publish",
    "share:restitute_unpublish",
    "share:restitute_template",
    "share:restitute_forget_template",
    "share:restitute_file",
}
