import pytest

from entrelacs.commons.site.address import absolute


@pytest.mark.parametrize("path", ["/p/abc/", "p/abc/"])
def test_path_becomes_the_address_of_a_page(settings, path):
    settings.SITE_URL = "https://site.example"

    assert absolute(path) == "https://site.example/p/abc/"
