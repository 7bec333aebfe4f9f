"""One letter to one person: the words of its kind, in the language of the programme."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entrelacs.act.gatherings.calendar import calendar_of, event_of
from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.kinds import Kind
from entrelacs.act.mailings.moments import when_in_words, where_in_words
from entrelacs.act.mailings.placeholders import fill
from entrelacs.commons.mail.actions import Letter
from entrelacs.commons.mail.letters import html_of
from entrelacs.commons.site.address import absolute

# A longer subject is cut by the lists of most mail programs.
LONGEST_SUBJECT = 77
_BLANK_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"[^\S\n]+$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the organiser wrote, for the kinds that leave it to them."""

    subject: str = ""
    text: str = ""


NO_WORDS = Words()


def write_letter(
    *,
    kind: Kind,
    registration: Registration,
    key: str,
    words: Words = NO_WORDS,
    gathered: Any = None,
    details: Mapping[str, Any] | None = None,
) -> Letter:
    """The letter as this person will read it; nothing is stored."""
    person, gathering = registration.person, registration.gathering
    link = absolute(reverse("act:participant", kwargs={"token": personal_token(registration)}))
    with translation.override(settings.LANGUAGE_CODE):
        context = _context(registration, link)
        values = {
            "first_name": person.given_name,
            "gathering": gathering.name,
            "when": context["when"],
            "where": context["where"] or _("a place to be announced"),
            "link": link,
        }
        context |= {
            "written_subject": fill(words.subject, values),
            "written": fill(words.text.replace("\r\n", "\n").strip(), values),
            **kind.words(registration, gathered, details or {}),
        }
        subject, text = _parted(render_to_string(kind.template, context))
        calendar = ""
        if kind.has_calendar:
            calendar = calendar_of([event_of(gathering, url=link)], name=gathering.name)
        return Letter(
            key=key,
            kind=kind.code,
            to=person.email,
            subject=subject,
            text=text,
            html=html_of(text, title=subject),
            calendar=calendar,
            person=person,
            about=gathering,
        )


def usual_words(kind: Kind) -> Words:
    """What the organiser starts from, in the language of the programme."""
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(f"act/mailings/drafts/{kind.code}.txt", {})
    return Words(**dict(zip(("subject", "text"), _parted(text), strict=True)))


def _context(registration: Registration, link: str) -> dict[str, Any]:
    gathering, programme = registration.gathering, registration.gathering.programme
    answer = absolute(
        reverse("act:participant_answer", kwargs={"token": personal_token(registration)})
    )
    return {
        "gathering": gathering,
        "first_name": registration.person.given_name,
        "status": str(registration.status),
        "when": when_in_words(gathering),
        "where": where_in_words(gathering),
        "link": link,
        "yes_link": f"{answer}?reponse=oui",
        "no_link": f"{answer}?reponse=non",
        "organizer": programme.organizer or programme.name,
        "contact": programme.contact,
        "until": "",
        "before_when": "",
        "before_where": "",
        "parts": [],
        "prompts": [],
    }


def _parted(rendered: str) -> tuple[str, str]:
    """The subject, from the first line; then the text, without the blanks templates leave."""
    first, _end, rest = rendered.strip().partition("\n")
    text = _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("", rest)).strip()
    return cut_subject(first.strip()), f"{text}\n"


def cut_subject(subject: str) -> str:
    """Short enough to be read whole."""
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return subject[: LONGEST_SUBJECT - 1].rstrip() + "…"
