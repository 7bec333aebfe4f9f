"""Only the doors of django-allauth that Entrelacs opens: sign in by code, second factor, leave."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from entrelacs.web.accounts import ActivateSecondFactor
from entrelacs.web.accounts import about_the_second_factor as guarded

urlpatterns = [
    path("connexion/", account.request_login_code, name="account_login"),
    path("connexion/code/", account.request_login_code, name="account_request_login_code"),
    path("connexion/code/saisir/", account.confirm_login_code, name="account_confirm_login_code"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("ferme/", account.account_inactive, name="account_inactive"),
    path("second-facteur/", mfa.index, name="mfa_index"),
    path("second-facteur/saisir/", mfa.authenticate, name="mfa_authenticate"),
    path("second-facteur/activer/", ActivateSecondFactor.as_view(), name="mfa_activate_totp"),
    path("second-facteur/confirmer/", guarded(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-facteur/desactiver/", guarded(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "codes-de-secours/",
        guarded(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "codes-de-secours/nouveaux/",
        guarded(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "codes-de-secours/fichier/",
        guarded(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
