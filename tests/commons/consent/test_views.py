import pytest
from django.urls import reverse

from entrelacs.commons.consent.models import ConsentText, Use
from tests.factories import ConsentTextFactory


def test_new_version_is_written_and_the_former_shown(organizer_client):
    ConsentTextFactory(use=Use.NEWS, version=1, text="Avant")

    organizer_client.post(reverse("commons:consents"), {"use": "news", "text": "Après"})

    uses = organizer_client.get(reverse("commons:consents")).context["uses"]
    [news] = [each for each in uses if each["use"] == Use.NEWS]
    assert [text.text for text in news["versions"]] == ["Après", "Avant"]


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_empty_or_endless_text_is_refused(organizer_client, text):
    organizer_client.post(reverse("commons:consents"), {"use": "news", "text": text})

    assert ConsentText.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_queries_whatever_the_versions(
    organizer_client, count, django_assert_num_queries
):
    ConsentTextFactory.create_batch(count)

    with django_assert_num_queries(6):
        organizer_client.get(reverse("commons:consents"))
