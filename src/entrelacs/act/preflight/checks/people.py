"""Who holds each table, whom we can write to, and what people may agree to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrelacs.act.preflight.checks.base import Check, Finding, State, Way
from entrelacs.act.preflight.checks.room import once_laid
from entrelacs.act.preflight.queries import Facts
from entrelacs.act.tables.models import Table
from entrelacs.commons.consent.models import Use


class HostsCheck(Check):
    code = "hosts"
    title = gettext_lazy("Each table is held")
    template = "act/preflight/_hosts.html"

    def look(self, facts: Facts) -> Finding:
        if not facts.tables:
            return once_laid(facts)
        without_scribe = [table for table in facts.tables if table.scribe_id is None]
        without_host = [table for table in facts.tables if table.facilitator_id is None]
        total = len(facts.tables)
        seen = (
            _("%(count)d of %(total)d tables have someone who takes notes.")
            % {"count": total - len(without_scribe), "total": total},
            _("%(count)d of %(total)d tables have someone who hosts.")
            % {"count": total - len(without_host), "total": total},
        )
        ways = tuple(self._ways(facts))
        if without_scribe:
            text = ngettext(
                "Name who takes notes at table %(numbers)s.",
                "Name who takes notes at tables %(numbers)s.",
                len(without_scribe),
            )
            todo = text % {"numbers": _numbers(without_scribe)}
            return Finding(state=State.BAD, seen=seen, todo=todo, ways=ways)
        if without_host:
            text = ngettext(
                "Name who hosts table %(numbers)s.",
                "Name who hosts tables %(numbers)s.",
                len(without_host),
            )
            todo = text % {"numbers": _numbers(without_host)}
            return Finding(state=State.WARN, seen=seen, todo=todo, ways=ways)
        return Finding(state=State.GOOD, seen=seen, ways=ways)

    def _ways(self, facts: Facts) -> Iterator[Way]:
        compose = reverse("act:compose", args=(facts.gathering.slug,))
        yield Way(words=_("Name people"), url=f"{compose}#hosts", permission="act.compose")
        if any(table.scribe_id or table.facilitator_id for table in facts.tables):
            brief = reverse("act:invite_mailing_new", args=(facts.gathering.slug,))
            yield Way(
                words=_("Tell those who host and take notes"),
                url=f"{brief}?kind=host-brief",
                permission="act.invite",
            )


def _numbers(tables: list[Table]) -> str:
    return ", ".join(str(table.number) for table in tables)


class ReachCheck(Check):
    code = "reach"
    title = gettext_lazy("Everyone can be written to")

    def look(self, facts: Facts) -> Finding:
        expected, without = facts.guests.expected, facts.guests.without_mail
        ways = (
            Way(
                words=_("See the list"),
                url=reverse("act:invite", args=(facts.gathering.slug,)),
                permission="act.invite",
            ),
        )
        if not expected:
            return Finding(
                state=State.BAD,
                seen=(_("Nobody is on the list yet."),),
                todo=_("Paste your partners' lists, or open registration."),
                ways=ways,
            )
        seen = ngettext("%(count)d person expected.", "%(count)d people expected.", expected) % {
            "count": expected
        }
        if facts.gathering.is_rehearsal:
            invented = _("They are invented, and have no mail address.")
            return Finding(state=State.GOOD, seen=(seen, invented))
        if not without:
            reached = _("Each of them has a mail address.")
            return Finding(state=State.GOOD, seen=(seen, reached))
        text = ngettext(
            "%(count)d of them has no mail address.",
            "%(count)d of them have no mail address.",
            without,
        )
        todo = _(
            "They receive neither reminder nor personal link: telephone them, or give them their "
            "link on paper."
        )
        return Finding(
            state=State.WARN, seen=(seen, text % {"count": without}), todo=todo, ways=ways
        )


class ConsentsCheck(Check):
    code = "consents"
    title = gettext_lazy("People may say what their name serves")

    def look(self, facts: Facts) -> Finding:
        written, wanted = facts.gathering.text_count, len(Use)
        contact = facts.gathering.programme.contact
        seen = [
            _("%(count)d of %(total)d consent texts are written.")
            % {"count": written, "total": wanted}
        ]
        if contact:
            seen.append(_("Contact: %(contact)s.") % {"contact": contact})
        else:
            seen.append(_("The programme has no contact address."))
        consents = Way(
            words=_("Consent texts"), url=reverse("commons:consents"), permission="act.invite"
        )
        if not written:
            todo = _("Write the texts: without them nobody can agree, and no name is published.")
            return Finding(state=State.BAD, seen=tuple(seen), todo=todo, ways=(consents,))
        if written < wanted:
            todo = _("Write those you need: a use without a text is not offered.")
            return Finding(state=State.WARN, seen=tuple(seen), todo=todo, ways=(consents,))
        if not contact:
            todo = _("Give one to the programme: it is where people ask to be erased.")
            return Finding(state=State.WARN, seen=tuple(seen), todo=todo)
        return Finding(state=State.GOOD, seen=tuple(seen))
