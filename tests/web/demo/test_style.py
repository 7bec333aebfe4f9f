import re

import pytest
from django.urls import reverse


@pytest.mark.django_db
def test_style_page_shows_every_component(client):
    response = client.get(reverse("demo:style"))

    html = response.content.decode()
    shown = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}
    assert {
        "board", "card", "chip", "dialog", "differences", "empty", "error-summary", "exports",
        "filters", "listing", "notebook", "notice", "people", "progress", "ribbon", "round-table",
        "seat", "segmented", "spine", "stat", "tabs", "thread", "timeline",
    } - shown == set()  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("cookie", "worn"), [("dark", ["dark"]), ("pink", [])])
def test_page_wears_the_theme_of_the_cookie_when_it_knows_it(client, cookie, worn):
    client.cookies["theme"] = cookie

    html = client.get(reverse("demo:style")).content.decode()

    assert re.findall(r'data-theme="(\w+)"', html.split("<head>")[0]) == worn
