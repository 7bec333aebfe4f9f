from pathlib import Path

import pytest

from tests.house.doors import (
    relations_that_point_up,
    templates_that_point_up,
    views_that_reach_past_queries,
)


def plant(package: Path, name: str, text: str) -> Path:
    path = package / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return package


def test_no_relation_points_up() -> None:
    assert list(map(str, relations_that_point_up())) == []


def test_no_template_points_up() -> None:
    assert list(map(str, templates_that_point_up())) == []


def test_no_view_reaches_past_queries() -> None:
    assert list(map(str, views_that_reach_past_queries())) == []


@pytest.mark.parametrize(
    "declaration",
    [
        'lead = models.ForeignKey("act.Lead", models.CASCADE, related_name="+")',
        'leads = models.ManyToManyField(to="act.Lead", related_name="+")',
    ],
)
def test_relation_up_is_seen(tmp_path: Path, declaration: str) -> None:
    package = plant(tmp_path, "observe/places/models.py", declaration)

    faults = [fault.what for fault in relations_that_point_up(package)]

    assert faults == ["relation up, to act.Lead"]


def test_relation_down_that_opens_a_way_back_is_seen(tmp_path: Path) -> None:
    package = plant(
        tmp_path, "act/leads/models.py", 'x = models.ForeignKey("commons.Theme", models.CASCADE)'
    )

    faults = [fault.what for fault in relations_that_point_up(package)]

    assert faults == ['relation to commons.Theme without related_name="+"']


@pytest.mark.parametrize(
    "line",
    ["{% url 'share:report' slug %}", '{% include "share/reports/card.html" %}'],
)
def test_template_up_is_seen(tmp_path: Path, line: str) -> None:
    package = plant(tmp_path, "act/templates/act/leads/list.html", line)

    faults = [fault.what for fault in templates_that_point_up(package)]

    assert faults == ["link up, to share"]


def test_template_down_is_left_alone(tmp_path: Path) -> None:
    package = plant(tmp_path, "share/templates/share/x.html", "{% url 'act:gatherings' %}")

    assert list(templates_that_point_up(package)) == []


def test_objects_in_a_view_is_seen(tmp_path: Path) -> None:
    package = plant(tmp_path, "act/leads/views.py", "def show():\n    return Lead.objects.all()\n")

    faults = [str(fault) for fault in views_that_reach_past_queries(package)]

    assert faults == ["act/leads/views.py:2: .objects in views"]
