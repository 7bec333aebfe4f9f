"""Who may do what: predicates on roles, and the decorator views wear.

Each app declares its permissions in its own `rules.py`; the permission matrix of
`tests/house/test_permissions.py` walks every page with every role.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from entrelacs.commons.access.roles import RoleCode

View = Callable[..., HttpResponse]

ORGANISERS = (RoleCode.OWNER, RoleCode.ORGANISER)
EVERYONE = tuple(RoleCode)


def has_role(*codes: RoleCode) -> Any:
    """A predicate: the member holds one of these roles in the programme in scope."""
    wanted = frozenset(codes)
    name = "has_role:" + "|".join(sorted(wanted))
    return rules.predicate(lambda member: bool(wanted & member.role_codes), name=name)


def allows(member: Any, permission: str) -> bool:
    """Whether this member (or nobody) may."""
    return member is not None and bool(rules.has_perm(permission, member))


def requires(permission: str) -> Callable[[View], View]:
    """Let a view be reached by members who may; others sign in or are told no."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not allows(request.member, permission):
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return decorate
