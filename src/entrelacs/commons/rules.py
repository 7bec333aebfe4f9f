"""Permissions on the common ground."""

import rules

from entrelacs.commons.access.permissions import EVERYONE, ORGANISERS, has_role
from entrelacs.commons.access.roles import RoleCode

rules.add_perm("commons.view_programme", has_role(*EVERYONE))
rules.add_perm("commons.edit_people", has_role(*ORGANISERS))
rules.add_perm("commons.edit_organizations", has_role(*ORGANISERS))
rules.add_perm("commons.write_consents", has_role(*ORGANISERS))
rules.add_perm("commons.import", has_role(*ORGANISERS))
rules.add_perm("commons.view_journal", has_role(*ORGANISERS))
rules.add_perm("commons.manage_roles", has_role(RoleCode.OWNER))
