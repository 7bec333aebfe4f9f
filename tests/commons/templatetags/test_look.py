import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

import entrelacs
from entrelacs.commons.programmes.models import Mark, Tone
from entrelacs.commons.templatetags.look import DIFFERENCE_KINDS, NOTICE_ICONS, message_kind

WEB = Path(entrelacs.__file__).parent / "web"
SPRITE = (WEB / "static/img/sprite.svg").read_text(encoding="utf-8")
TOKENS = (WEB / "static/css/tokens.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class ShownWorld:
    label: str
    tone: str
    mark: str


@dataclass(frozen=True)
class ShownStep:
    label: str
    url: str
    state: str


WORK = ShownWorld("Travail social", "teal", "round")
ENTERPRISE = ShownWorld("Entrepreneuriat social", "orange", "diamond")


def shown(source: str, **context: Any) -> str:
    with translation.override("en"):
        return Template("{% load look %}" + source).render(Context(context))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_world_has_a_drawing_for_every_mark_and_colours_for_every_tone():
    missing_marks = [mark for mark in Mark.values if f'id="mark-{mark}"' not in SPRITE]
    missing_tones = [tone for tone in Tone.values if f".tone-{tone} " not in TOKENS]

    assert missing_marks == []
    assert missing_tones == []


def test_templates_ask_only_for_drawings_that_exist():
    sources = [path.read_text(encoding="utf-8") for path in WEB.parent.rglob("*.html")]
    asked = {name for source in sources for name in re.findall(r'{% icon "([\w-]+)"', source)}
    asked |= {icon for icon, _label in DIFFERENCE_KINDS.values()} | set(NOTICE_ICONS.values())

    assert {name for name in asked if f'id="icon-{name}"' not in SPRITE} == set()


def test_templates_hold_neither_inline_style_nor_inline_script():
    inline = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
    faults = [
        path.name
        for path in sorted(WEB.parent.rglob("*.html"))
        if inline.search(path.read_text(encoding="utf-8"))
    ]

    assert faults == []


def test_ribbon_is_as_wide_as_its_worlds_and_says_them_in_words():
    with translation.override("fr"):
        html = Template("{% load look %}{% ribbon parts %}").render(
            Context({"parts": [(WORK, 2), (ENTERPRISE, 1), (WORK, 0)]})
        )

    assert re.findall(r'x="(\d+)" width="(\d+)"', html) == [("0", "667"), ("667", "333")]
    assert words(html) == "Travail social 2 Entrepreneuriat social 1"


def test_ribbon_of_nobody_is_empty():
    html = shown("{% ribbon parts %}", parts=[(WORK, 0)])

    assert "<rect" not in html


def test_spine_says_each_state_in_words():
    steps = [ShownStep("Invite", "/i/", "done"), ShownStep("Compose", "/c/", "now")]

    html = shown("{% step_spine steps %}", steps=[*steps, ShownStep("Run", "", "next")])

    assert words(html) == ("Step 2 of 3: Compose 1 Invite (done) 2 Compose (current step) 3 Run")
    assert re.findall(r'<a href="([^"]+)"(?: aria-current="(\w+)")?', html) == [
        ("/i/", ""),
        ("/c/", "step"),
    ]


def test_seat_with_a_value_is_a_button_and_says_that_it_is_locked():
    html = shown('{% seat world "CD" "Claire D." value=7 locked=True %}', world=WORK)

    assert re.search(r'<button type="submit"[^>]* name="seat" value="7"', html)
    assert words(html) == "CD Claire D., locked in place"


def test_seat_without_a_value_cannot_be_pressed():
    html = shown('{% seat world "CD" "Claire D." %}', world=WORK)

    assert "<button" not in html


def test_seat_escapes_what_people_are_called():
    html = shown("{% seat world initials label %}", world=WORK, initials="<b", label='"><script>')

    assert "<script>" not in html
    assert "<b" not in html.replace("<button", "")


@pytest.mark.parametrize("as_object", [False, True])
def test_difference_says_its_kind_and_its_line(as_object):
    row = {"kind": "changed", "before": "seven", "after": "eight", "line": 21}
    rows = [type("Row", (), row)() if as_object else row]

    html = shown("{% differences rows %}", rows=rows)

    assert words(html) == "Changed seven → eight line 21"


def test_notice_of_an_error_is_announced():
    html = shown('{% notice "error" "No network." kept="Notes are kept." todo="Wait." %}')

    assert 'role="alert"' in html
    assert words(html) == "No network. Notes are kept. Wait."


def test_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in shown('{% icon "heart" %}')
    assert 'role="img" aria-label="Votes"' in shown('{% icon "heart" "Votes" %}')


def test_message_kind_is_found_among_other_tags():
    assert [message_kind(tags) for tags in ("safe error", "debug", "")] == ["error", "info", "info"]


class InvitationForm(forms.Form):
    name = forms.CharField(label="Name")
    mail = forms.EmailField(label="Mail", help_text="For the invitation.")
    worlds = forms.MultipleChoiceField(
        label="Worlds", widget=forms.CheckboxSelectMultiple, choices=[("ts", "TS")]
    )


def test_field_refused_is_tied_to_its_help_and_its_error():
    html = shown("{{ form }}", form=InvitationForm({"name": "Ana", "mail": "ana@"}))

    control = re.search(r'<input type="email"[^>]*>', html).group(0)
    assert 'aria-describedby="id_mail_helptext id_mail_error"' in control
    assert 'aria-invalid="true"' in control
    assert 'id="id_mail_helptext"' in html
    assert 'id="id_mail_error"' in html


def test_form_refused_lists_what_to_correct_with_links():
    html = shown("{{ form }}", form=InvitationForm({"name": "Ana", "mail": "ana@"}))

    assert "2 things to correct" in html
    assert re.findall(r'<li><a href="(#[^"]*)">', html) == ["#id_mail", "#id_worlds"]


def test_form_not_sent_yet_shows_no_error():
    html = shown("{{ form }}", form=InvitationForm())

    assert "error" not in html
