"""The entries of the permission matrix, in the order of the URLconf."""

from django.utils import timezone

from tests.house.permission_matrix import (
    ANIMATORS,
    EVERYONE,
    FOLLOWERS,
    ORGANISERS,
    OWNER,
    RUNNERS,
    Door,
    Rows,
    gathering,
    in_gathering,
    one,
)


def token(rows: Rows) -> dict[str, str]:
    return {"token": rows.token}


def programme_slug(rows: Rows) -> dict[str, str]:
    return {"slug": rows.programme.slug}


def code(rows: Rows) -> dict[str, str]:
    return {"code": rows.table.code}


def note_at_table(rows: Rows) -> dict[str, object]:
    return {"code": rows.table.code, "key": rows.note.key}


def table_number(rows: Rows) -> dict[str, object]:
    return {"slug": rows.gathering.slug, "number": rows.table.number}


def in_format(rows: Rows) -> dict[str, str]:
    return {"slug": rows.gathering.slug, "code": "markdown"}


def probe(rows: Rows) -> dict[str, str]:
    return {"probe": rows.preflight.probe}


def rehearsal(rows: Rows) -> dict[str, str]:
    return {"slug": rows.rehearsal.slug}


ANYONE = Door(roles=None)
ANYONE_POSTS = Door(roles=None, method="post")
# Whoever is signed in sees their own account; the others are sent to sign in by the page itself.
ACCOUNT = Door(roles=EVERYONE)

ACCOUNTS = {
    "home": ANYONE,
    "about": ANYONE,
    "accessibility": ANYONE,
    "set_language": ANYONE_POSTS,
    "account_login": ANYONE,
    "account_request_login_code": ANYONE,
    "account_confirm_login_code": ANYONE,
    "account_logout": ANYONE,
    "account_inactive": ANYONE,
    "mfa_index": ACCOUNT,
    "mfa_authenticate": ANYONE,
    "mfa_reauthenticate": ACCOUNT,
    "mfa_activate_totp": ACCOUNT,
    "mfa_deactivate_totp": ACCOUNT,
    "mfa_view_recovery_codes": ACCOUNT,
    "mfa_generate_recovery_codes": ACCOUNT,
    "mfa_download_recovery_codes": ACCOUNT,
}

COMMONS = {
    "commons:profile": ACCOUNT,
    "commons:programme_switch": Door(
        roles=EVERYONE, method="post", data=lambda rows: {"programme": rows.programme.slug}
    ),
    "commons:roles": Door(roles=(OWNER,)),
    "commons:role_take": Door(roles=(OWNER,), method="post"),
    "commons:organizations": Door(roles=ORGANISERS),
    "commons:organizations_export": Door(roles=ORGANISERS),
    "commons:organization_merge": Door(
        roles=ORGANISERS,
        kwargs=one("organization"),
        method="post",
        data=lambda rows: {"absorbed": rows.other_organization.pk},
    ),
    "commons:organization": Door(roles=ORGANISERS, kwargs=one("organization")),
    "commons:organization_spelling": Door(
        roles=ORGANISERS, kwargs=one("organization"), method="post"
    ),
    "commons:territories": ANYONE,
    "commons:imports": Door(roles=ORGANISERS),
    "commons:import_undo": Door(roles=ORGANISERS, kwargs=one("batch"), method="post"),
    "commons:consents": Door(roles=ORGANISERS),
    "commons:journal": Door(roles=ORGANISERS),
    "commons:journal_export": Door(roles=ORGANISERS),
    "observe:home": Door(roles=EVERYONE),
    "observe:export": Door(roles=EVERYONE),
}

GATHERINGS = {
    "act:gatherings": Door(roles=EVERYONE),
    "act:gathering_new": Door(roles=ORGANISERS),
    "act:gathering": Door(roles=EVERYONE, kwargs=gathering),
    "act:gathering_edit": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite_answer": Door(
        roles=ORGANISERS,
        kwargs=gathering,
        method="post",
        data=lambda rows: {"answer": f"{rows.registration.pk}:registered"},
    ),
    "act:invite_export": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite_person_new": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite_person_known": Door(
        roles=ORGANISERS,
        kwargs=gathering,
        method="post",
        data=lambda rows: {"person": rows.person.pk},
    ),
    "act:invite_person": Door(roles=ORGANISERS, kwargs=in_gathering("registration")),
    "act:invite_person_link": Door(
        roles=ORGANISERS, kwargs=in_gathering("registration"), method="post"
    ),
    "act:invite_person_remove": Door(
        roles=ORGANISERS, kwargs=in_gathering("registration"), method="post"
    ),
    "act:invite_person_erase": Door(roles=ORGANISERS, kwargs=in_gathering("registration")),
    "act:invite_paste": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite_list": Door(roles=ORGANISERS, kwargs=in_gathering("guest_list")),
    "act:invite_list_text": Door(roles=ORGANISERS, kwargs=in_gathering("guest_list")),
    "act:invite_messages": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite_messages_export": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite_mail": Door(roles=ORGANISERS, kwargs=in_gathering("mail")),
    "act:invite_mail_html": Door(roles=ORGANISERS, kwargs=in_gathering("mail")),
    "act:invite_mail_change": Door(
        roles=ORGANISERS,
        kwargs=in_gathering("mail"),
        method="post",
        data=lambda _rows: {"change": "cancel"},
    ),
    "act:invite_told": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:invite_reminder": Door(
        roles=ORGANISERS,
        kwargs=gathering,
        method="post",
        data=lambda _rows: {"days_before": 7, "at": "10:00", "change": "off"},
    ),
    "act:invite_mailing_new": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite_mailing": Door(roles=ORGANISERS, kwargs=in_gathering("mailing")),
    "act:invite_mailing_edit": Door(roles=ORGANISERS, kwargs=in_gathering("mailing")),
    "act:invite_mailing_html": Door(roles=ORGANISERS, kwargs=in_gathering("mailing")),
    "act:invite_mailing_trial": Door(
        roles=ORGANISERS, kwargs=in_gathering("mailing"), method="post"
    ),
    "act:invite_mailing_send": Door(
        roles=ORGANISERS,
        kwargs=in_gathering("mailing"),
        method="post",
        data=lambda rows: {"count": 1, "read_at": rows.mailing.changed_at.isoformat()},
    ),
    "act:invite_mailing_drop": Door(
        roles=ORGANISERS, kwargs=in_gathering("mailing"), method="post"
    ),
    "act:participant": Door(roles=None, kwargs=token, is_key=True),
    "act:participant_why": Door(roles=None, kwargs=token, is_key=True),
    "act:participant_answer": Door(roles=None, kwargs=token, method="post", is_key=True),
    "act:participant_calendar": Door(roles=None, kwargs=token, is_key=True),
    "act:participant_data": Door(roles=None, kwargs=token, is_key=True),
    "act:participant_erase": Door(roles=None, kwargs=token, is_key=True),
    "act:participant_erased": ANYONE,
    "act:public_gathering": Door(roles=None, kwargs=gathering, is_key=True),
    "act:public_calendar": Door(roles=None, kwargs=gathering, is_key=True),
    "act:register": Door(roles=None, kwargs=gathering, is_key=True),
    "act:register_thanks": Door(roles=None, kwargs=gathering, is_key=True),
    "act:structure_names": Door(
        roles=None, kwargs=gathering, data=lambda rows: {"q": "structure"}, is_key=True
    ),
    "act:agenda": Door(roles=None, kwargs=programme_slug, is_key=True),
    "act:agenda_calendar": Door(roles=None, kwargs=programme_slug, is_key=True),
    "act:invite_admission": Door(roles=ORGANISERS, kwargs=gathering),
    "act:invite_admission_offer": Door(
        roles=ORGANISERS, kwargs=in_gathering("registration"), method="post"
    ),
    "act:participant_needs": Door(roles=None, kwargs=token, method="post", is_key=True),
    "act:participant_consent": Door(roles=None, kwargs=token, method="post", is_key=True),
}

TABLES = {
    "act:compose": Door(roles=ORGANISERS, kwargs=gathering),
    "act:compose_draw": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_tables": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_trial": Door(roles=ORGANISERS, kwargs=gathering),
    "act:compose_move": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_swap": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_lock": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_place": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_undo": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_restore": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_settings": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_played": Door(
        roles=ORGANISERS, kwargs=gathering, method="post", data=lambda _rows: {"played": 1}
    ),
    "act:compose_wish": Door(
        roles=ORGANISERS,
        kwargs=gathering,
        method="post",
        data=lambda rows: {"kind": "apart", "registrations": [rows.registration.pk]},
    ),
    "act:compose_wish_remove": Door(
        roles=ORGANISERS, kwargs=gathering, method="post", data=lambda rows: {"wish": rows.wish.pk}
    ),
    "act:compose_host": Door(
        roles=ORGANISERS,
        kwargs=gathering,
        method="post",
        data=lambda rows: {"table": rows.table.pk, "role": "scribe"},
    ),
    "act:compose_offers": Door(
        roles=ORGANISERS,
        kwargs=gathering,
        method="post",
        data=lambda rows: {"table": rows.table.pk, "offers": ["door"]},
    ),
    "act:compose_guest": Door(
        roles=ORGANISERS,
        kwargs=gathering,
        method="post",
        data=lambda rows: {"registration": rows.registration.pk, "needs": ["door"]},
    ),
    "act:compose_close": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_repair": Door(roles=ORGANISERS, kwargs=gathering),
    "act:compose_search": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_progress": Door(roles=ORGANISERS, kwargs=gathering),
    "act:compose_stop": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:compose_print": Door(roles=ORGANISERS, kwargs=gathering),
    "act:compose_moves": Door(roles=ORGANISERS, kwargs=gathering),
    "act:compose_export": Door(roles=ORGANISERS, kwargs=gathering),
}

NOTES = {
    "act:run": Door(roles=RUNNERS, kwargs=gathering),
    "act:run_codes": Door(roles=RUNNERS, kwargs=gathering),
    "act:run_close": Door(roles=ORGANISERS, kwargs=gathering),
    "act:run_segment_new": Door(roles=ANIMATORS, kwargs=gathering),
    "act:run_segment": Door(roles=ANIMATORS, kwargs=in_gathering("segment")),
    "act:run_segment_remove": Door(roles=ANIMATORS, kwargs=in_gathering("segment"), method="post"),
    "act:run_prompt": Door(roles=ANIMATORS, kwargs=in_gathering("prompt")),
    "act:run_hosts": Door(roles=ANIMATORS, kwargs=table_number),
    "act:run_import": Door(roles=ORGANISERS, kwargs=gathering),
    "act:run_import_apply": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "act:run_import_undo": Door(roles=ORGANISERS, kwargs=in_gathering("batch"), method="post"),
    "act:run_table": Door(roles=RUNNERS, kwargs=table_number),
    "act:run_kit": Door(roles=ANIMATORS, kwargs=gathering),
    "act:run_kit_download": Door(
        roles=ANIMATORS,
        kwargs=gathering,
        method="post",
        data=lambda _rows: {
            "paper": "90x54",
            "blank_badges": 0,
            "notebooks": 0,
            "only": "minute-sheet",
        },
    ),
    "act:notebook_enter": ANYONE,
    "act:notebook": Door(roles=None, kwargs=code, is_key=True),
    "act:notebook_notes": Door(roles=None, kwargs=code, method="post", is_key=True),
    "act:notebook_note": Door(roles=None, kwargs=note_at_table, method="post", is_key=True),
    "act:notebook_withdraw": Door(roles=None, kwargs=note_at_table, method="post", is_key=True),
    "act:notebook_restore": Door(roles=None, kwargs=note_at_table, method="post", is_key=True),
    "act:notebook_star": Door(roles=None, kwargs=note_at_table, method="post", is_key=True),
}

CHECK_IN = {
    "act:checkin": Door(roles=RUNNERS, kwargs=gathering),
    "act:checkin_person": Door(
        roles=RUNNERS,
        kwargs=gathering,
        method="post",
        data=lambda rows: {"registration": rows.registration.pk, "kind": "in"},
    ),
    "act:checkin_walk_in": Door(roles=RUNNERS, kwargs=gathering, method="post"),
    "act:checkin_list": Door(roles=RUNNERS, kwargs=gathering),
    "act:checkin_arrivals": Door(roles=RUNNERS, kwargs=gathering, method="post"),
    "act:checkin_worker": Door(roles=RUNNERS, kwargs=gathering),
}

PREFLIGHT = {
    "act:run_preflight": Door(roles=ANIMATORS, kwargs=gathering),
    "act:run_preflight_mail": Door(roles=ANIMATORS, kwargs=gathering, method="post"),
    "act:run_preflight_codes": Door(roles=ANIMATORS, kwargs=gathering, method="post"),
    "act:run_preflight_clock": Door(
        roles=ANIMATORS, kwargs=gathering, method="post", data=lambda _rows: {"offset": "0"}
    ),
    "act:run_rehearsal": Door(
        roles=ORGANISERS,
        kwargs=gathering,
        method="post",
        data=lambda _rows: {"day": timezone.localdate().isoformat()},
    ),
    "act:run_rehearsal_erase": Door(roles=ORGANISERS, kwargs=rehearsal),
    "act:preflight_time": ANYONE,
    "act:preflight_probe": Door(roles=None, kwargs=probe, is_key=True),
    "act:preflight_reached": Door(roles=None, kwargs=probe, method="post", is_key=True),
}

LEADS = {
    "act:synthesize": Door(roles=ANIMATORS, kwargs=gathering),
    "act:synthesize_draft": Door(roles=ANIMATORS, kwargs=gathering, method="post"),
    "act:synthesize_review": Door(roles=ANIMATORS, kwargs=gathering, method="post"),
    "act:synthesize_lead_new": Door(roles=ANIMATORS, kwargs=gathering),
    "act:synthesize_lead": Door(roles=ANIMATORS, kwargs=in_gathering("lead")),
    "act:synthesize_lead_change": Door(
        roles=ANIMATORS,
        kwargs=in_gathering("lead"),
        method="post",
        data=lambda _rows: {"change": "attach"},
    ),
    "act:synthesize_lines": Door(roles=ANIMATORS, kwargs=gathering),
    "act:synthesize_line_change": Door(
        roles=ANIMATORS,
        kwargs=in_gathering("line"),
        method="post",
        data=lambda _rows: {"change": "cite"},
    ),
    "act:synthesize_typology": Door(roles=ANIMATORS, kwargs=gathering),
    "act:synthesize_theme": Door(roles=ANIMATORS, kwargs=in_gathering("theme")),
    "act:follow": Door(roles=EVERYONE, kwargs=gathering),
    "act:follow_export": Door(roles=EVERYONE, kwargs=gathering),
    "act:follow_edit": Door(roles=FOLLOWERS, kwargs=in_gathering("lead")),
    "act:roadmap": Door(roles=EVERYONE),
    "act:roadmap_export": Door(roles=EVERYONE),
    "act:lead": Door(roles=EVERYONE, kwargs=one("lead")),
}

REPORTS = {
    "share:home": Door(roles=None, is_key=True),
    "share:report": Door(roles=None, kwargs=gathering, is_key=True),
    "share:report_file": Door(roles=None, kwargs=in_format, is_key=True),
    "share:restitute": Door(roles=ORGANISERS, kwargs=gathering),
    "share:restitute_publish": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "share:restitute_unpublish": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "share:restitute_template": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "share:restitute_forget_template": Door(roles=ORGANISERS, kwargs=gathering, method="post"),
    "share:restitute_file": Door(roles=EVERYONE, kwargs=in_format),
    "demo:home": Door(roles=None, is_key=True),
    "demo:style": Door(roles=None, is_key=True),
}

DOORS: dict[str, Door] = {
    **ACCOUNTS,
    **COMMONS,
    **GATHERINGS,
    **TABLES,
    **CHECK_IN,
    **NOTES,
    **PREFLIGHT,
    **LEADS,
    **REPORTS,
}
