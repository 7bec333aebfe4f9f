"""Permissions on sharing."""

import rules

from entrelacs.commons.access.permissions import EVERYONE, ORGANISERS, has_role

rules.add_perm("share.view_report", has_role(*EVERYONE))
rules.add_perm("share.edit_report", has_role(*ORGANISERS))
