"""What each role may do, in one line."""

from django.utils.translation import gettext_lazy as _

from entrelacs.commons.access.roles import RoleCode

WHAT_ROLES_DO = {
    RoleCode.OWNER: _("everything, roles included; signs in with a second factor"),
    RoleCode.ORGANISER: _("sets up meetings, invites, composes, publishes"),
    RoleCode.FACILITATOR: _("runs the day, sorts ideas"),
    RoleCode.SCRIBE: _("takes the notes of a table"),
    RoleCode.REFERENT: _("follows leads and says where they are"),
    RoleCode.READER: _("reads meetings and the roadmap"),
}
