"""Permissions on acting together."""

import rules

from entrelacs.commons.access.permissions import EVERYONE, ORGANISERS, has_role
from entrelacs.commons.access.roles import RoleCode

rules.add_perm("act.view_gatherings", has_role(*EVERYONE))
rules.add_perm("act.edit_gathering", has_role(*ORGANISERS))
rules.add_perm("act.invite", has_role(*ORGANISERS))
rules.add_perm("act.compose", has_role(*ORGANISERS))
rules.add_perm("act.run", has_role(*ORGANISERS, RoleCode.FACILITATOR, RoleCode.SCRIBE))
rules.add_perm("act.check_in", has_role(*ORGANISERS, RoleCode.FACILITATOR, RoleCode.SCRIBE))
rules.add_perm("act.edit_run_sheet", has_role(*ORGANISERS, RoleCode.FACILITATOR))
rules.add_perm("act.synthesize", has_role(*ORGANISERS, RoleCode.FACILITATOR))
rules.add_perm("act.view_roadmap", has_role(*EVERYONE))
rules.add_perm("act.follow_leads", has_role(*ORGANISERS, RoleCode.REFERENT))
