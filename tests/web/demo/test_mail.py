from django.core.mail import EmailMessage, get_connection

from entrelacs.commons.mail.delivery import deliver
from entrelacs.commons.mail.models import Mail
from entrelacs.web.demo.mail import latest_mails

BACKEND = "entrelacs.web.demo.mail.DemoBackend"


def test_mail_of_the_outbox_is_shown_with_its_words_and_its_files(
    settings, tmp_path, programme, client
):
    settings.EMAIL_BACKEND, settings.DEMO_MAIL_DIR = BACKEND, tmp_path / "mails"
    mail = Mail.objects.create(
        programme=programme,
        key="essai",
        kind="essai",
        to="ana@example.org",
        subject="Votre invitation",
        text="Bonjour,\nvoir https://a.example/p/x/",
        html="<p>Bonjour</p>",
        calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    )

    deliver(mail.pk)

    (shown,) = latest_mails()
    assert (shown.to, shown.subject) == ("ana@example.org", "Votre invitation")
    assert shown.body.replace("\r\n", "\n") == mail.text
    assert shown.files == ["rencontre.ics"]
    page = client.get("/demo/").content.decode()
    assert '<a href="https://a.example/p/x/"' in page
    assert "rencontre.ics" in page


def test_mail_of_plain_words_is_shown(settings, tmp_path):
    settings.DEMO_MAIL_DIR = tmp_path / "mails"

    EmailMessage("Code", "ABC-DEF", to=["a@b.example"], connection=get_connection(BACKEND)).send()

    (shown,) = latest_mails()
    assert (shown.body, shown.files) == ("ABC-DEF", [])
