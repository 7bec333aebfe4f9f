import pytest

from entrelacs.share.reports.formats import report_format
from entrelacs.share.reports.formats.markdown import escaped
from tests.share.reports.sample import sample_document


def rendered() -> str:
    return report_format("markdown").render(sample_document()).decode()


def test_markdown_cites_with_footnotes_that_quote_the_contribution():
    lines = rendered().splitlines()

    assert (
        "- **S2** **Vis ma vie** — une semaine chez l’autre. T2·P1[^t2-p1], T1·P1[^t1-p1]" in lines
    )
    assert "  - *\\<brings\\_together\\>* Échange de postes T1·P1[^t1-p1]" in lines
    assert lines.count("[^t1-p1]: T1·P1: Échanger nos postes une semaine.") == 1


def test_markdown_has_one_title_and_nested_headings():
    headings = [line.split()[0] for line in rendered().splitlines() if line.startswith("#")]

    assert headings.count("#") == 1
    assert headings[:3] == ["#", "##", "##"]
    assert set(headings) == {"#", "##", "###", "####"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# titre", "\\# titre"),
        ("12. mars", "12\\. mars"),
        ("3) trois", "3\\) trois"),
        ("- tiret", "\\- tiret"),
        ("== souligné", "\\== souligné"),
        ("a-b 2. c", "a-b 2. c"),
        ("<b>&amp;</b>", "\\<b\\>\\&amp;\\</b\\>"),
        ("http://exemple.fr", "http\\://exemple.fr"),
        ("www.exemple.fr", "www\\.exemple.fr"),
        ("a | b", "a \\| b"),
        ("\\", "\\\\"),
    ],
)
def test_markdown_escapes_what_would_mean_something(typed, written):
    assert escaped(typed) == written
