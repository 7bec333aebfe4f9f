"""What the script of the page says: sentences with {places}, translated here."""

from django.utils.translation import gettext as _


def page_words() -> dict[str, str]:
    """By the names that `static/act/checkin/` gives them."""
    return {**_states(), **_gestures(), **_scans(), **_kept()}


def _states() -> dict[str, str]:
    return {
        "loading": _("Loading the list…"),
        "online": _("Online · list of {people} people up to date at {hour}"),
        "sending": _("Sending… {count} kept on this phone"),
        "offline": _("Offline · list of {people} people from {hour}"),
        "offlineOne": _("Offline · one arrival kept on this phone, sent when the network is back"),
        "offlineMany": _(
            "Offline · {count} arrivals kept on this phone, sent when the network is back"
        ),
        "noList": _("Offline, and this phone has no list yet: it needs the network once."),
        "signedOut": _("You are signed out: sign in again to send what this phone keeps."),
        "notAllowed": _("You may no longer see this list: it was erased from this phone."),
        "closed": _("This meeting is closed: arrivals are no longer recorded."),
        "otherPhone": _("On another phone at the door, not sent yet: {count}"),
        "noStorage": _(
            "This phone refuses to keep the list: stay online and do not close this page."
        ),
        "ready": _("This page opens without network on this phone."),
        "notReady": _("Without https, this page does not open without network: do not close it."),
        "preparing": _("This page is not ready to open without network yet."),
        "erased": _("The list is erased from this phone."),
        "keepsArrivals": _("Not sent yet, and lost if you erase: {count}"),
    }


def _gestures() -> dict[str, str]:
    return {
        "arrived": _("Arrived"),
        "undo": _("Undo"),
        "welcome": _("Welcome!"),
        "already": _("Already here, {hour}"),
        "alreadyHere": _("Already here"),
        "undone": _("Arrival taken back"),
        "here": _("Here since {hour}"),
        "hereNow": _("Here"),
        "kept": _("on this phone"),
        "notExpected": _("Was not expected any more: they are now."),
        "declined": _("Not coming"),
        "waiting": _("On the waiting list"),
        "needs": _("Needs: {needs}"),
        "noWorld": _("No world given"),
        "found": _("{count} found"),
        "oneFound": _("One found"),
        "notFound": _("Nobody by that name on the list. Try the structure, or add them below."),
        "moreLetters": _("{count} people: type one more letter."),
    }


def _scans() -> dict[str, str]:
    return {
        "scanning": _("Show the code to the camera."),
        "openingCamera": _("Opening the camera…"),
        "cameraNeedsHttps": _(
            "The camera needs an address in https. Search by name instead: it does the same."
        ),
        "cameraMissing": _("This phone has no camera that can be used. Search by name instead."),
        "cameraRefused": _(
            "The camera is refused to this page. Allow it in the settings of the browser, or search "
            "by name."
        ),
        "cameraFailed": _("The camera does not answer. Search by name instead."),
        "codeOfSite": _("This code leads to another site, {site}. Search by name."),
        "codeOfTable": _(
            "This code is that of a table. The badge or the personal page has another."
        ),
        "codeOfNobody": _("This code is not that of a person: {text}"),
        "codeOfWifi": _("This code is that of a Wi-Fi network, not of a person."),
        "codeOfCard": _("This code is a visiting card, not an invitation. Search by name."),
        "codeBroken": _("This code is damaged or incomplete. Search by name."),
        "codeUnknown": _("Code not on the list of this phone"),
        "codeChecked": _("Kept: the server checks it as soon as it can be reached."),
        "someone": _("Someone whose code was scanned at {hour}"),
    }


def _kept() -> dict[str, str]:
    return {
        "refused": _("Refused"),
        "again": _("Send again"),
        "drop": _("Forget it"),
        "thisOne": _("It is this person"),
        "addAnyway": _("Add as someone who came without registering"),
    }
