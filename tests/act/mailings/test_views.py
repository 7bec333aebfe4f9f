import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from entrelacs.act.gatherings.actions import close_gathering, edit_gathering
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.actions import write_to
from entrelacs.act.mailings.models import Audience, Mailing, Reminder
from entrelacs.commons.mail.models import Mail
from tests.factories import (
    GatheringFactory,
    MailFactory,
    MailingFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)


@pytest.fixture
def gathering(programme):
    return GatheringFactory()


def at(gathering, name: str = "invite_messages", *args: object) -> str:
    return reverse(f"act:{name}", args=[gathering.slug, *args])


def wrote(gathering, **details):
    """A message to compose, as the form sends it."""
    return {
        "audience": "expected",
        "subject": "Venez : [rencontre]",
        "text": "Bonjour [prénom],",
        **details,
    }


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_whatever_its_length(
    organizer_client, gathering, count, django_assert_num_queries
):
    for _n in range(count):
        MailFactory(about=gathering)
        MailFactory(about=gathering, state=Mail.State.FAILED, reason="recipient-refused")
        MailingFactory(gathering=gathering)

    with django_assert_num_queries(14):
        response = organizer_client.get(at(gathering))

    assert len(response.context["lines"]) == 2 * count


def test_list_of_five_hundred_mails_stays_light(organizer_client, gathering):
    for number in range(500):
        state = Mail.State.FAILED if number % 5 == 0 else Mail.State.SENT
        MailFactory(about=gathering, state=state, reason="recipient-refused", text="mot " * 300)

    response = organizer_client.get(at(gathering))

    assert len(response.context["lines"]) == 50
    assert response.context["trouble_count"] == 100
    assert len(response.content) < 150_000


def test_composing_for_five_hundred_people_stays_light(organizer_client, gathering):
    for _n in range(500):
        RegistrationFactory(gathering=gathering)

    response = organizer_client.get(f"{at(gathering, 'invite_mailing_new')}?kind=invitation")

    assert len(response.content) < 150_000


def test_list_says_how_many_of_each_kind_are_where(organizer_client, gathering):
    for state in (Mail.State.SENT, Mail.State.SENT, Mail.State.QUEUED, Mail.State.BOUNCED):
        MailFactory(about=gathering, kind="invitation", state=state)
    MailFactory(about=gathering, kind="reminder", state=Mail.State.CANCELLED)
    MailFactory(about=GatheringFactory())

    tallies = organizer_client.get(at(gathering)).context["tallies"]

    assert [(t.code, t.total, t.sent, t.waiting, t.trouble, t.cancelled) for t in tallies] == [
        ("invitation", 4, 2, 1, 1, 0),
        ("reminder", 1, 0, 0, 0, 1),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=lopez", {"ana"}),
        ("?q=ANA+lop", {"ana"}),
        ("?q=zoe@", {"zoe"}),
        ("?kind=reminder", {"zoe"}),
        ("?state=trouble", {"zoe"}),
        ("?state=sent", {"ana"}),
        ("?state=nonsense", {"ana", "zoe"}),
        ("?q=%00", {"ana", "zoe"}),
    ],
)
def test_list_is_searched(organizer_client, gathering, query, found):
    ana = PersonFactory(given_name="Ana", family_name="Lopez", email="ana@exemple.fr")
    zoe = PersonFactory(given_name="Zoé", family_name="Petit", email="zoe@exemple.fr")
    MailFactory(about=gathering, kind="free", person=ana, state=Mail.State.SENT)
    MailFactory(about=gathering, kind="reminder", person=zoe, state=Mail.State.FAILED)

    lines = organizer_client.get(at(gathering) + query).context["lines"]

    assert {line.mail.to.partition("@")[0] for line in lines} == found


def test_list_leaves_as_a_file(organizer_client, gathering):
    MailFactory(about=gathering, subject="Venez", state=Mail.State.SENT)

    content = organizer_client.get(at(gathering, "invite_messages_export")).content.decode(
        "utf-8-sig"
    )

    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][4] == "Venez"


def test_empty_list_says_how_to_begin(organizer_client, gathering):
    page = organizer_client.get(at(gathering)).content.decode()

    assert page.count(at(gathering, "invite_mailing_new")) == 2


def test_mails_that_nothing_sends_are_told(organizer_client, gathering):
    MailFactory(
        about=gathering,
        state=Mail.State.QUEUED,
        not_before=timezone.now() - datetime.timedelta(hours=1),
    )

    assert organizer_client.get(at(gathering)).context["unsent_since"] is not None


def test_change_of_date_is_told_on_the_page(organizer_client, gathering):
    write_to(actor=None, registration=RegistrationFactory(gathering=gathering), kind="confirmation")
    way_in = f"{at(gathering, 'invite_mailing_new')}?kind=moved"
    assert way_in not in organizer_client.get(at(gathering)).content.decode()

    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 4, 2))

    assert way_in in organizer_client.get(at(gathering)).content.decode()
    form = organizer_client.get(way_in).context["form"]
    assert form.initial["audience"] == Audience.UNAWARE


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (Mail.State.FAILED, "resend", Mail.State.QUEUED),
        (Mail.State.DOUBTFUL, "confirm", Mail.State.SENT),
        (Mail.State.DOUBTFUL, "bounced", Mail.State.BOUNCED),
        (Mail.State.SENT, "bounced", Mail.State.BOUNCED),
        (Mail.State.QUEUED, "cancel", Mail.State.CANCELLED),
    ],
)
def test_mail_is_followed_up(organizer_client, gathering, before, change, after):
    mail = MailFactory(about=gathering, state=before)

    response = organizer_client.post(
        at(gathering, "invite_mail_change", mail.pk), {"change": change, "state": "trouble"}
    )

    mail.refresh_from_db()
    assert mail.state == after
    assert response["Location"] == f"{at(gathering)}?state=trouble"


def test_mail_is_sent_again_to_a_corrected_address(organizer_client, gathering):
    mail = MailFactory(about=gathering, state=Mail.State.BOUNCED)

    organizer_client.post(
        at(gathering, "invite_mail_change", mail.pk),
        {"change": "resend", "to": "corrigee@exemple.fr"},
    )

    mail.refresh_from_db()
    assert (mail.state, mail.to) == (Mail.State.QUEUED, "corrigee@exemple.fr")


def test_address_that_is_none_is_told_and_nothing_is_sent(organizer_client, gathering):
    mail = MailFactory(about=gathering, state=Mail.State.FAILED, reason="address-invalid")
    page = organizer_client.get(at(gathering)).content.decode()
    assert page.count(at(gathering, "invite_mail", mail.pk) + '"') == 2

    response = organizer_client.post(
        at(gathering, "invite_mail_change", mail.pk), {"change": "resend", "to": "ana chez exemple"}
    )

    mail.refresh_from_db()
    assert response["Location"] == at(gathering, "invite_mail", mail.pk)
    assert mail.state == Mail.State.FAILED


@pytest.mark.parametrize(("change", "status"), [("resend", 409), ("nonsense", 404)])
def test_change_that_makes_no_sense_changes_nothing(organizer_client, gathering, change, status):
    mail = MailFactory(about=gathering, state=Mail.State.SENT)

    response = organizer_client.post(
        at(gathering, "invite_mail_change", mail.pk), {"change": change}
    )

    mail.refresh_from_db()
    assert (response.status_code, mail.state) == (status, Mail.State.SENT)


def test_mail_of_another_meeting_or_programme_does_not_exist(
    organizer_client, gathering, other_programme
):
    elsewhere = MailFactory(about=GatheringFactory())
    with scope(programme=other_programme):
        foreign_gathering = GatheringFactory()
        foreign = MailFactory(about=foreign_gathering)
        foreign_draft = MailingFactory(gathering=foreign_gathering)

    for name, key in (
        ("invite_mail", elsewhere.pk),
        ("invite_mail", foreign.pk),
        ("invite_mail_html", foreign.pk),
        ("invite_mailing", foreign_draft.pk),
        ("invite_mailing_edit", foreign_draft.pk),
    ):
        assert organizer_client.get(at(gathering, name, key)).status_code == 404
    assert organizer_client.get(at(foreign_gathering)).status_code == 404


def test_mail_shown_in_a_frame_can_do_nothing(organizer_client, gathering):
    mail = MailFactory(about=gathering)

    response = organizer_client.get(at(gathering, "invite_mail_html", mail.pk))

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_blank">' in response.content.decode()


@pytest.mark.parametrize(
    ("is_over", "offered"),
    [
        (False, ["invitation", "reminder", "cancelled", "free", "host-brief"]),
        (True, ["free"]),
    ],
)
def test_kinds_that_make_sense_now_are_offered(organizer_client, gathering, is_over, offered):
    if is_over:
        close_gathering(actor=None, gathering=gathering)

    kinds = organizer_client.get(at(gathering, "invite_mailing_new")).context["kinds"]

    assert [kind.code for kind in kinds] == offered
    refused = organizer_client.get(f"{at(gathering, 'invite_mailing_new')}?kind=confirmation")
    assert refused.status_code == 404


def test_message_is_written_previewed_and_sent(organizer_client, gathering):
    people = [RegistrationFactory(gathering=gathering) for _n in range(2)]
    RegistrationFactory(gathering=gathering, person=PersonFactory(email=""))

    answer = organizer_client.post(
        f"{at(gathering, 'invite_mailing_new')}?kind=invitation", wrote(gathering)
    )
    draft = Mailing.objects.get()
    assert answer["Location"] == at(gathering, "invite_mailing", draft.pk)
    assert Mail.objects.count() == 0

    page = organizer_client.get(answer["Location"] + "?n=2")
    shown = page.context["shown"]
    assert (shown.number, shown.previous, shown.next) == (2, 1, None)
    assert shown.letter.text in page.content.decode().replace("&#x27;", "'").replace("&amp;", "&")
    assert len(page.context["recipients"].left_out) == 1
    frame = organizer_client.get(at(gathering, "invite_mailing_html", draft.pk) + "?n=2")
    assert f"Bonjour {shown.registration.person.given_name}," in frame.content.decode()

    sent = organizer_client.post(
        at(gathering, "invite_mailing_send", draft.pk),
        {"count": page.context["count"], "read_at": page.context["read_at"]},
    )
    again = organizer_client.post(
        at(gathering, "invite_mailing_send", draft.pk),
        {"count": page.context["count"], "read_at": page.context["read_at"]},
    )

    assert sent["Location"] == again["Location"] == at(gathering)
    assert set(Mail.objects.order_by("pk").values_list("person", flat=True)) == {
        registration.person_id for registration in people
    }
    assert organizer_client.get(at(gathering, "invite_mailing", draft.pk))["Location"] == at(
        gathering
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": "Bonjour [nom],"}, "text"),
        ({"subject": ""}, "subject"),
        ({"subject": "x" * 78}, "subject"),
        ({"audience": "world"}, "world"),
        ({"audience": "chosen"}, "chosen"),
        ({"audience": "chosen", "chosen": ["999999"]}, "chosen"),
        ({"audience": "nonsense"}, "audience"),
    ],
)
def test_message_that_cannot_be_sent_is_refused_beside_the_field(
    organizer_client, gathering, sent, field
):
    RegistrationFactory(gathering=gathering)

    response = organizer_client.post(
        f"{at(gathering, 'invite_mailing_new')}?kind=free", wrote(gathering, **sent)
    )

    assert field in response.context["form"].errors
    assert Mailing.objects.count() == 0


def test_draft_is_found_again_changed_and_thrown_away(organizer_client, gathering):
    world = WorldFactory()
    person = PersonFactory(worlds=[world])
    chosen = RegistrationFactory(gathering=gathering, person=person)
    organizer_client.post(
        f"{at(gathering, 'invite_mailing_new')}?kind=free",
        wrote(gathering, audience="chosen", chosen=[chosen.pk]),
    )
    draft = Mailing.objects.get()
    edit = at(gathering, "invite_mailing_edit", draft.pk)
    assert organizer_client.get(edit).context["chosen"] == {chosen.pk}

    organizer_client.post(edit, wrote(gathering, audience="world", world=world.pk))
    draft.refresh_from_db()
    assert (draft.audience, draft.world, draft.chosen.count()) == ("world", world, 0)

    organizer_client.post(at(gathering, "invite_mailing_drop", draft.pk))
    assert Mailing.objects.count() == 0


def test_empty_audience_says_why_instead_of_failing(organizer_client, gathering):
    RegistrationFactory(gathering=gathering, person=PersonFactory(email=""))
    draft = MailingFactory(gathering=gathering)

    page = organizer_client.get(at(gathering, "invite_mailing", draft.pk))
    sent = organizer_client.post(
        at(gathering, "invite_mailing_send", draft.pk),
        {"count": 0, "read_at": page.context["read_at"]},
    )
    organizer_client.post(at(gathering, "invite_mailing_trial", draft.pk), {"n": "1"})

    assert (page.context["shown"], page.context["count"]) == (None, 0)
    assert sent["Location"] == at(gathering, "invite_mailing", draft.pk)
    assert Mail.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"count": "x", "read_at": "2027-01-01T00:00:00+00:00"},
        {"count": "1", "read_at": "hier"},
        {"count": "9" * 5000, "read_at": "2027-01-01T00:00:00+00:00"},
        {},
    ],
)
def test_sending_without_what_was_read_is_refused(organizer_client, gathering, sent):
    RegistrationFactory(gathering=gathering)
    draft = MailingFactory(gathering=gathering)

    response = organizer_client.post(at(gathering, "invite_mailing_send", draft.pk), sent)

    assert response.status_code == 404
    assert Mail.objects.count() == 0


def test_preview_asks_few_queries(organizer_client, gathering, django_assert_max_num_queries):
    for _n in range(5):
        RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[WorldFactory()]))
    draft = MailingFactory(gathering=gathering, kind="invitation")

    with django_assert_max_num_queries(15):
        organizer_client.get(at(gathering, "invite_mailing", draft.pk))


def test_trial_goes_to_the_organiser(organizer_client, gathering, organizer):
    RegistrationFactory(gathering=gathering)
    draft = MailingFactory(gathering=gathering)

    organizer_client.post(at(gathering, "invite_mailing_trial", draft.pk), {"n": "1"})

    assert (Mail.objects.get().to, Mail.objects.get().kind) == (organizer.email, "trial")


def test_reminders_are_set_from_the_page(organizer_client, gathering):
    def press(change: str, days: int, hour: str = "10:00") -> None:
        organizer_client.post(
            at(gathering, "invite_reminder"), {"days_before": days, "at": hour, "change": change}
        )

    press("off", 7)
    press("on", 3, "09:30")
    press("hour", 1, "18:00")
    press("hour", 7, "11:00")
    press("on", 0)
    press("on", 3, "nonsense")

    kept = {
        each.days_before: (each.at, each.is_on) for each in Reminder.objects.order_by("days_before")
    }
    assert kept == {
        1: (datetime.time(18), True),
        3: (datetime.time(9, 30), True),
        7: (datetime.time(11), False),
    }
    press("remove", 3)
    assert set(Reminder.objects.order_by("pk").values_list("days_before", flat=True)) == {1, 7}
    assert organizer_client.get(at(gathering)).context["reminders"][0].standing == "off"


def test_page_says_when_reminders_leave(organizer_client, gathering):
    reminders = organizer_client.get(at(gathering)).context["reminders"]

    assert [(each.due.isoformat(), str(each.standing)) for each in reminders] == [
        ("2027-03-05T09:00:00+00:00", "planned"),
        ("2027-03-11T09:00:00+00:00", "planned"),
    ]


def test_reading_a_message_changes_nothing(organizer_client, gathering):
    """A link opened by a mail scanner, or a page opened twice, sends and answers nothing."""
    registration = RegistrationFactory(gathering=gathering)
    draft = MailingFactory(gathering=gathering, kind="invitation")

    organizer_client.get(at(gathering, "invite_mailing", draft.pk))
    organizer_client.get(at(gathering, "invite_mailing_html", draft.pk))

    registration.refresh_from_db()
    assert (Mail.objects.count(), registration.status) == (0, Registration.Status.REGISTERED)
