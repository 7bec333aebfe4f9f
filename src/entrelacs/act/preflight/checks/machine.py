"""What keeps the data: the last backup, the disk, the database."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.preflight.checks.base import Check, Finding, State
from entrelacs.act.preflight.queries import Facts
from entrelacs.act.preflight.words import gigabytes, moment

# A nightly backup may be a little late.
FRESH, STALE = datetime.timedelta(hours=26), datetime.timedelta(days=7)
LITTLE_DISK, TOO_LITTLE_DISK = 1_000_000_000, 200_000_000


class BackupCheck(Check):
    code = "backup"
    title = gettext_lazy("Everything is backed up")

    def look(self, facts: Facts) -> Finding:
        backup = facts.machine.backup
        todo = _("Run “entrelacs backup”, and keep the file on another machine.")
        if backup is None:
            return Finding(state=State.BAD, seen=(_("No backup was made yet."),), todo=todo)
        seen = (
            _("Last one made %(when)s, restored and compared: %(rows)d rows.")
            % {"when": moment(backup.made_at, facts.now), "rows": backup.rows},
        )
        age = facts.now - backup.made_at
        if age < FRESH:
            return Finding(state=State.GOOD, seen=seen)
        return Finding(state=State.WARN if age < STALE else State.BAD, seen=seen, todo=todo)


class StorageCheck(Check):
    code = "storage"
    title = gettext_lazy("There is room to write")

    def look(self, facts: Facts) -> Finding:
        machine = facts.machine
        disk = {"free": gigabytes(machine.free_bytes), "total": gigabytes(machine.total_bytes)}
        seen = [_("%(free)s GB free of %(total)s.") % disk]
        if not machine.is_writable:
            seen.append(_("%(database)s cannot be written to.") % {"database": machine.database})
            todo = _("Give the service the right to write in its data folder.")
            return Finding(state=State.BAD, seen=tuple(seen), todo=todo)
        seen.append(_("%(database)s, open for writing.") % {"database": machine.database})
        if machine.free_bytes < LITTLE_DISK:
            is_short = machine.free_bytes < TOO_LITTLE_DISK
            todo = _("Make room on the disk before the day: old backups first.")
            return Finding(state=State.BAD if is_short else State.WARN, seen=tuple(seen), todo=todo)
        if not machine.has_good_journal:
            seen.append(_("Its journal makes readers wait for writers."))
            todo = _("Put the database on a local disk, and restart the service.")
            return Finding(state=State.WARN, seen=tuple(seen), todo=todo)
        return Finding(state=State.GOOD, seen=tuple(seen))
