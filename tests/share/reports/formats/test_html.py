import re
from dataclasses import replace
from itertools import pairwise

from entrelacs.share.reports.document import Figure
from entrelacs.share.reports.formats import Assets, report_format
from tests.share.reports.sample import LOGO, sample_document


def rendered() -> str:
    return report_format("html").render(sample_document()).decode()


def test_html_headings_start_at_two_and_skip_no_level():
    levels = [int(level) for level in re.findall(r"<h(\d)", rendered())]

    assert levels[0] == 2
    assert set(levels) == {2, 3, 4}
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_html_links_lead_to_one_place_of_the_page():
    page = rendered()

    places = re.findall(r' id="([^"]+)"', page)
    targets = re.findall(r' href="#([^"]+)"', page)

    assert len(places) == len(set(places))
    assert len(targets) > 10
    assert set(targets) <= set(places)


def test_html_holds_nothing_the_content_policy_refuses():
    page = rendered()

    refused = re.findall(r"<script|<style| style=| on\w+=|<svg|https?://", page)

    assert refused == []


def test_html_opens_and_closes_as_many_elements():
    page = rendered()

    for tag in ("section", "ul", "li", "nav", "span", "table", "tr", "td", "th", "p", "dl", "div"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag


def test_html_picture_comes_from_its_address_when_it_has_one():
    document = replace(sample_document(), logo=None, children=(Figure(LOGO),))
    assets = Assets(picture_addresses={"logo": '/logo?a=1&b="2"'})

    page = report_format("html").render(document, assets).decode()

    assert '<img class="report-picture" src="/logo?a=1&amp;b=&quot;2&quot;" alt="Logo' in page
    assert "data:" not in page
