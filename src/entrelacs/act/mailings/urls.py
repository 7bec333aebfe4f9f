from django.urls import path

from entrelacs.act.mailings.views import composing, outbox, preview, reminders

STEP = "agir/rencontres/<slug:slug>/inviter/messages/"
SENDING = f"{STEP}envois/<int:pk>/"

urlpatterns = [
    path(STEP, outbox.mails, name="invite_messages"),
    path(f"{STEP}liste.csv", outbox.export, name="invite_messages_export"),
    path(f"{STEP}<int:pk>/", outbox.mail, name="invite_mail"),
    path(f"{STEP}<int:pk>/html/", outbox.mail_html, name="invite_mail_html"),
    path(f"{STEP}<int:pk>/suite/", outbox.mail_change, name="invite_mail_change"),
    path(f"{STEP}deja-dit/", outbox.told, name="invite_told"),
    path(f"{STEP}rappels/", reminders.reminder, name="invite_reminder"),
    path(f"{STEP}ecrire/", composing.mailing_new, name="invite_mailing_new"),
    path(f"{SENDING}modifier/", composing.mailing_edit, name="invite_mailing_edit"),
    path(f"{SENDING}jeter/", composing.mailing_drop, name="invite_mailing_drop"),
    path(SENDING, preview.mailing, name="invite_mailing"),
    path(f"{SENDING}html/", preview.mailing_html, name="invite_mailing_html"),
    path(f"{SENDING}essai/", preview.mailing_trial, name="invite_mailing_trial"),
    path(f"{SENDING}envoyer/", preview.mailing_send, name="invite_mailing_send"),
]
