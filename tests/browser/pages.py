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
    "act:participant_why": [Page(keys={"token": "token"}, who=NOBODY)],
    "act:run": [bordeaux(), paris()],
    "act:run_codes": [bordeaux()],
    "act:run_close": [bordeaux()],
    "act:run_segment_new": [bordeaux()],
    "act:run_segment": [bordeaux(pk="segment")],
    "act:run_prompt": [paris(pk="prompt")],
    "act:run_hosts": [paris(number="table")],
    "act:run_import": [bordeaux()],
    "act:run_table": [paris(number="table")],
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
    "act:participant_answer",
    "act:participant_needs",
    "act:participant_consent",
    "act:run_segment_remove",
    "act:run_import_apply",
    "act:run_import_undo",
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
