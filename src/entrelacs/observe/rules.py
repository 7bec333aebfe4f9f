"""Permissions on observing."""

import rules

from entrelacs.commons.access.permissions import EVERYONE, has_role

rules.add_perm("observe.view", has_role(*EVERYONE))
