"""Writing to one person or to many: each mail once, and nobody who left since."""

import datetime

import pytest

from entrelacs.act.gatherings.actions import close_gathering, edit_gathering, set_answer
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.actions import (
    draft_mailing,
    drop_mailing,
    edit_mailing,
    send_mailing,
    write_to,
)
from entrelacs.act.mailings.errors import (
    MailingAlreadySent,
    MailingChanged,
    MailingGrew,
    MailingInRehearsal,
    MailingToNobody,
    MailingTooLate,
    TrialWithoutAddress,
)
from entrelacs.act.mailings.models import Audience, Mailing
from entrelacs.act.mailings.placeholders import UnknownPlaceholder
from entrelacs.act.mailings.queries import people_to_tell
from entrelacs.act.mailings.recipients import Reason, recipients_of
from entrelacs.act.mailings.telling import skip_telling
from entrelacs.act.mailings.trial import send_trial
from entrelacs.commons.mail.actions import cancel_mail, mark_bounced
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.actions import forget_person
from tests.factories import (
    GatheringFactory,
    MailFactory,
    MailingFactory,
    MemberFactory,
    PersonFactory,
    RegistrationFactory,
    TableFactory,
    WorldFactory,
)

STATUS = Registration.Status


@pytest.fixture
def gathering(programme):
    return GatheringFactory()


def listed(gathering, **details):
    return RegistrationFactory(gathering=gathering, **details)


def names(people):
    return {registration.person.full_name for registration in people}


def reasons(recipients):
    return {each.name: each.reason for each in recipients.left_out}


def test_one_person_is_written_to_once_for_each_suffix(gathering):
    registration = listed(gathering)

    first = write_to(actor=None, registration=registration, kind="confirmation")
    again = write_to(actor=None, registration=registration, kind="confirmation")
    other = write_to(actor=None, registration=registration, kind="confirmation", key_suffix="2")

    assert (first.pk, Mail.objects.count()) == (again.pk, 2)
    assert other.pk != first.pk
    assert (first.subject_type, first.subject_id) == ("act.gathering", str(gathering.pk))
    assert first.kind == "confirmation"


def test_person_without_an_address_is_not_written_to(gathering):
    silent = listed(gathering, person=PersonFactory(email=""))
    erased = listed(gathering)
    forget_person(actor=None, person=erased.person)
    erased.refresh_from_db()

    assert write_to(actor=None, registration=silent, kind="confirmation") is None
    assert write_to(actor=None, registration=erased, kind="confirmation") is None
    assert Mail.objects.count() == 0


def test_nobody_is_written_to_about_a_rehearsal(programme):
    rehearsal = GatheringFactory(is_rehearsal=True)
    registration = listed(rehearsal)

    assert write_to(actor=None, registration=registration, kind="confirmation") is None
    with pytest.raises(MailingInRehearsal):
        send_mailing(actor=None, mailing=MailingFactory(gathering=rehearsal))
    assert Mail.objects.count() == 0


def test_kind_that_wants_more_says_so(gathering):
    with pytest.raises(TypeError, match="expires_at"):
        write_to(actor=None, registration=listed(gathering), kind="offer")


def test_each_audience_holds_its_people(gathering):
    world = WorldFactory()
    coming = listed(gathering, person=PersonFactory(given_name="Vient", worlds=[world]))
    invited = listed(gathering, status=STATUS.INVITED)
    waiting = listed(gathering, status=STATUS.WAITING)
    listed(gathering, status=STATUS.DECLINED, person=PersonFactory(worlds=[world]))
    TableFactory(gathering=gathering, scribe=invited.person)
    held = {
        Audience.EXPECTED: {coming, invited},
        Audience.UNANSWERED: {invited},
        Audience.COMING: {coming},
        Audience.WAITING: {waiting},
        Audience.WORLD: {coming},
        Audience.HOSTS: {invited},
        Audience.CHOSEN: {coming, waiting},
        Audience.UNAWARE: set(),
    }

    found = {
        audience: set(
            recipients_of(
                MailingFactory(
                    gathering=gathering, audience=audience, world=world, chosen=[coming, waiting]
                )
            ).people
        )
        for audience in Audience
    }

    assert found == held


def test_those_left_out_are_named_with_the_reason(gathering):
    host = listed(gathering)
    silent = listed(gathering, person=PersonFactory(email=""))
    declined = listed(gathering, status=STATUS.DECLINED)
    stranger = PersonFactory()
    for person in (host.person, silent.person, declined.person, stranger):
        TableFactory(gathering=gathering, facilitator=person)
    write_to(actor=None, registration=host, kind="host-brief")

    recipients = recipients_of(
        MailingFactory(gathering=gathering, kind="host-brief", audience=Audience.HOSTS)
    )

    assert recipients.people == []
    assert reasons(recipients) == {
        host.person.full_name: Reason.RECEIVED,
        silent.person.full_name: Reason.ADDRESS,
        declined.person.full_name: Reason.STATUS,
        stranger.full_name: Reason.UNLISTED,
    }


@pytest.mark.parametrize(
    ("state", "is_received"),
    [
        (Mail.State.SENT, True),
        (Mail.State.QUEUED, True),
        (Mail.State.DOUBTFUL, True),
        (Mail.State.FAILED, False),
        (Mail.State.BOUNCED, False),
        (Mail.State.CANCELLED, False),
    ],
)
def test_mail_that_never_arrived_was_not_received(gathering, state, is_received):
    registration = listed(gathering)
    MailFactory(about=gathering, kind="invitation", person=registration.person, state=state)
    mailing = MailingFactory(gathering=gathering, kind="invitation")

    assert (recipients_of(mailing).people == []) is is_received
    mailing.again = True
    assert recipients_of(mailing).people == [registration]


def test_sending_writes_to_each_person_once(gathering, organizer):
    people = [listed(gathering) for _n in range(3)]
    mailing = MailingFactory(gathering=gathering, subject="[rencontre]", text="Bonjour [prénom],")

    count = send_mailing(actor=organizer, mailing=mailing)

    assert count == 3
    mails = {mail.person_id: mail for mail in Mail.objects.order_by("pk")}
    assert set(mails) == {registration.person_id for registration in people}
    first = mails[people[0].person_id]
    assert first.subject == gathering.name
    assert first.text.startswith(f"Bonjour {people[0].person.given_name},\n")
    with pytest.raises(MailingAlreadySent):
        send_mailing(actor=organizer, mailing=mailing)
    assert Mail.objects.count() == 3


def test_whoever_declined_or_was_erased_since_the_preview_is_left_alone(gathering):
    stays, declines, erased = (listed(gathering) for _n in range(3))
    mailing = MailingFactory(gathering=gathering, kind="reminder")
    shown = recipients_of(mailing).people
    set_answer(actor=None, registration=declines, status=STATUS.DECLINED)
    forget_person(actor=None, person=erased.person)

    count = send_mailing(
        actor=None, mailing=mailing, announced=len(shown), read_at=mailing.changed_at
    )

    assert (len(shown), count) == (3, 1)
    assert Mail.objects.get().person_id == stays.person_id


def test_people_who_came_since_the_preview_are_not_written_to_unseen(gathering):
    listed(gathering)
    mailing = MailingFactory(gathering=gathering)
    listed(gathering)

    with pytest.raises(MailingGrew) as refused:
        send_mailing(actor=None, mailing=mailing, announced=1, read_at=mailing.changed_at)

    assert refused.value.details == {"announced": 1, "now": 2}
    assert Mail.objects.count() == 0


def test_message_changed_since_it_was_read_is_not_sent(gathering):
    listed(gathering)
    mailing = MailingFactory(gathering=gathering)
    read_at = mailing.changed_at
    edit_mailing(actor=None, mailing=mailing, subject="Autre chose", text="Bonjour,")

    with pytest.raises(MailingChanged):
        send_mailing(actor=None, mailing=mailing, read_at=read_at, announced=1)

    assert Mail.objects.count() == 0


def test_message_to_nobody_is_refused(gathering):
    listed(gathering, person=PersonFactory(email=""))

    with pytest.raises(MailingToNobody):
        send_mailing(actor=None, mailing=MailingFactory(gathering=gathering))


def test_over_meeting_takes_a_free_message_alone(gathering):
    listed(gathering)
    invitation = MailingFactory(gathering=gathering, kind="invitation")
    close_gathering(actor=None, gathering=gathering)

    with pytest.raises(MailingTooLate):
        send_mailing(actor=None, mailing=invitation)
    with pytest.raises(MailingTooLate):
        draft_mailing(actor=None, gathering=gathering, kind="reminder")

    thanks = draft_mailing(
        actor=None, gathering=gathering, kind="free", subject="Merci", text="Merci."
    )
    assert send_mailing(actor=None, mailing=thanks) == 1


def test_draft_can_be_changed_thrown_away_and_not_once_sent(gathering):
    registration, other = listed(gathering), listed(gathering)
    mailing = draft_mailing(
        actor=None,
        gathering=gathering,
        kind="free",
        audience=Audience.CHOSEN,
        chosen=[registration],
        subject="Un",
        text="Un.",
    )
    edit_mailing(actor=None, mailing=mailing, chosen=[other], subject="Deux", text="Deux.")
    assert names(recipients_of(mailing).people) == {other.person.full_name}

    send_mailing(actor=None, mailing=mailing)
    with pytest.raises(MailingAlreadySent):
        drop_mailing(actor=None, mailing=mailing)
    with pytest.raises(MailingAlreadySent):
        edit_mailing(actor=None, mailing=mailing, subject="Trois", text="Trois.")

    unwanted = MailingFactory(gathering=gathering)
    drop_mailing(actor=None, mailing=unwanted)
    assert Mailing.objects.get().subject == "Deux"


def test_word_that_nothing_replaces_never_reaches_a_draft(gathering):
    with pytest.raises(UnknownPlaceholder):
        draft_mailing(
            actor=None, gathering=gathering, kind="free", subject="Bonjour", text="Cher [nom]"
        )

    assert Mailing.objects.count() == 0


def test_trial_goes_to_its_writer_and_says_whose_links_it_holds(gathering):
    writer = MemberFactory()
    registration = listed(gathering)
    mailing = MailingFactory(gathering=gathering, kind="invitation")

    mail = send_trial(actor=writer, mailing=mailing, registration=registration)

    assert (mail.to, mail.person, mail.kind) == (writer.email, writer, "trial")
    assert registration.person.full_name in mail.text.split("\n\n")[0]
    assert recipients_of(mailing).people == [registration]


def test_trial_without_an_address_is_refused(gathering):
    nobody = PersonFactory(email="")

    with pytest.raises(TrialWithoutAddress):
        send_trial(
            actor=nobody,
            mailing=MailingFactory(gathering=gathering),
            registration=listed(gathering),
        )


def test_change_of_date_reaches_those_who_hold_the_former_one(gathering):
    told, never_written_to = listed(gathering), listed(gathering)
    declined = listed(gathering)
    for registration in (told, declined):
        write_to(actor=None, registration=registration, kind="confirmation")
    set_answer(actor=None, registration=declined, status=STATUS.DECLINED)
    assert people_to_tell(gathering) == 0

    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 4, 2), place="Halle")
    late = listed(gathering)
    write_to(actor=None, registration=late, kind="confirmation")

    mailing = MailingFactory(gathering=gathering, kind="moved", audience=Audience.UNAWARE)
    assert people_to_tell(gathering) == 1
    assert recipients_of(mailing).people == [told]
    assert send_mailing(actor=None, mailing=mailing) == 1
    text = Mail.objects.get(kind="moved").text
    assert "12 mars 2027" in text
    assert "2 avril 2027" in text
    assert "Maison commune" in text
    assert "SEQUENCE:1" in Mail.objects.get(kind="moved").calendar
    assert people_to_tell(gathering) == 0
    assert never_written_to.person.full_name not in text


def test_change_taken_back_before_anyone_heard_of_it_is_not_told(gathering):
    write_to(actor=None, registration=listed(gathering), kind="confirmation")
    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 4, 2))
    assert people_to_tell(gathering) == 1

    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 3, 12))

    assert people_to_tell(gathering) == 0


def test_two_messages_about_one_change_reach_a_person_once(gathering):
    registration = listed(gathering)
    write_to(actor=None, registration=registration, kind="confirmation")
    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 4, 2))
    details = {"gathering": gathering, "kind": "moved", "audience": Audience.CHOSEN}
    one, two = (MailingFactory(**details, chosen=[registration]) for _n in range(2))

    send_mailing(actor=None, mailing=one)
    send_mailing(actor=None, mailing=two)

    assert Mail.objects.filter(kind="moved").count() == 1


def test_second_change_is_told_again(gathering):
    registration = listed(gathering)
    write_to(actor=None, registration=registration, kind="confirmation")
    for day in (2, 12, 2):
        edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 4, day))
        mailing = MailingFactory(gathering=gathering, kind="moved", audience=Audience.UNAWARE)
        send_mailing(actor=None, mailing=mailing)

    assert Mail.objects.filter(kind="moved").count() == 3


def test_mail_called_off_or_come_back_may_be_written_again(gathering, organizer):
    registration = listed(gathering)
    mailing = MailingFactory(gathering=gathering, kind="invitation")
    send_mailing(actor=organizer, mailing=mailing)
    mail = Mail.objects.get()
    again = MailingFactory(gathering=gathering, kind="invitation")
    assert recipients_of(again).people == []

    Mail.objects.update(state=Mail.State.SENT)
    mark_bounced(actor=organizer, mail=mail)
    assert recipients_of(again).people == [registration]

    Mail.objects.update(state=Mail.State.QUEUED)
    cancel_mail(actor=organizer, mail=mail)
    assert recipients_of(again).people == [registration]


def test_message_that_only_recalls_the_new_date_does_not_tell_the_change(gathering):
    registration = listed(gathering)
    write_to(actor=None, registration=registration, kind="confirmation")
    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 4, 2))

    send_mailing(actor=None, mailing=MailingFactory(gathering=gathering, kind="reminder"))

    assert people_to_tell(gathering) == 1


def test_change_that_people_know_already_is_no_longer_to_be_told(gathering, organizer):
    write_to(actor=None, registration=listed(gathering), kind="confirmation")
    edit_gathering(actor=None, gathering=gathering, place="Halle")

    assert skip_telling(actor=organizer, gathering=gathering) == 1
    assert (people_to_tell(gathering), Mail.objects.count()) == (0, 1)
