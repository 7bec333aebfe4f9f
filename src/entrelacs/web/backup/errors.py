"""Why a backup was not made, or not restored."""

from entrelacs.errors import EntrelacsError


class BackupNotWritten(EntrelacsError):
    code = "backup-not-written"


class BackupNameTaken(EntrelacsError):
    code = "backup-name-taken"


class BackupUnreadable(EntrelacsError):
    code = "backup-unreadable"


class BackupDamaged(EntrelacsError):
    code = "backup-damaged"


class NotABackup(EntrelacsError):
    code = "backup-foreign"


class BackupTooNew(EntrelacsError):
    code = "backup-too-new"


class BackupTooOld(EntrelacsError):
    code = "backup-too-old"


class DatabaseNotEmpty(EntrelacsError):
    code = "backup-database-not-empty"


class RestoredDiffers(EntrelacsError):
    code = "backup-restored-differs"
