"""What is written to those who host a table or take its notes."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.mailings.kinds.base import Kind, register
from entrelacs.act.mailings.models import Audience
from entrelacs.act.mailings.queries import Brief, briefs_of
from entrelacs.commons.site.address import absolute


@register
class HostBrief(Kind):
    """Their table, what they do there, what the table is asked, and its notebook."""

    code = "host-brief"
    label = _("Brief of those who host or take notes")
    purpose = _("Their table, their part, the questions asked, the link of the notebook.")
    is_once = True
    usual_audience = Audience.HOSTS

    def gather(self, gathering: Gathering) -> Brief:
        return briefs_of(gathering)

    def words(
        self, registration: Registration, gathered: Any, details: Mapping[str, Any]
    ) -> dict[str, Any]:
        parts = gathered.parts_of(registration.person_id)
        return {
            "parts": [
                {
                    "table": table,
                    "role": role,
                    "notebook": absolute(reverse("act:notebook", kwargs={"code": table.code})),
                }
                for role, table in parts
            ],
            "prompts": gathered.prompts,
        }
