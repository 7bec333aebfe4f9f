import pytest

from entrelacs.commons.territories.actions import load_territories
from entrelacs.commons.territories.models import FormerCode, Territory, TerritoryEdition


@pytest.fixture(scope="package")
def packaged_territories(django_db_setup, django_db_blocker):
    """The 36,415 real territories, loaded once for this folder and taken away after it."""
    with django_db_blocker.unblock():
        report = load_territories()
    yield report
    with django_db_blocker.unblock():
        TerritoryEdition.objects.all().delete()
        FormerCode.objects.all().delete()
        Territory.objects.all()._raw_delete(using="default")


@pytest.fixture
def territories(packaged_territories, db):
    return Territory.objects.all()
