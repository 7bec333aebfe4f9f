from html.parser import HTMLParser

import pytest
from django.utils import translation

from entrelacs.commons.mail.letters import html_of


def body_of(text: str) -> str:
    return html_of(text).partition("<body>\n")[2].partition("\n</body>")[0]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Bonjour", "<p>Bonjour</p>"),
        ("Bonjour,\n\nà bientôt", "<p>Bonjour,</p>\n<p>à bientôt</p>"),
        ("Bonjour,\r\n \r\n\r\nÀ bientôt\r\n", "<p>Bonjour,</p>\n<p>À bientôt</p>"),
        ("rue A\nville B", "<p>rue A<br>\nville B</p>"),
        ("- un\n- deux", "<ul><li>un</li><li>deux</li></ul>"),
        ("À prévoir :\n- un\n• deux\nEt voilà", None),
        ("12 h – 14 h", "<p>12 h – 14 h</p>"),
        ("", ""),
    ],
)
def test_text_becomes_paragraphs_and_lists(text, body):
    mixed = "<p>À prévoir :</p>\n<ul><li>un</li><li>deux</li></ul>\n<p>Et voilà</p>"

    assert body_of(text) == (mixed if body is None else body)


@pytest.mark.parametrize(
    ("text", "address", "after"),
    [
        ("Voir https://a.example/p/x1/.", "https://a.example/p/x1/", "."),
        ("(https://a.example/p?a=1&b=2)", "https://a.example/p?a=1&amp;b=2", ")"),
        ("« https://a.example »", "https://a.example", " »"),
        ("http://127.0.0.1:8000/p/é_-/, donc", "http://127.0.0.1:8000/p/é_-/", ", donc"),
    ],
)
def test_address_becomes_a_link_without_what_follows_it(text, address, after):
    assert body_of(text).endswith(f'<a href="{address}">{address}</a>{after}</p>')


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "www.a.example", "https://", "a@b.example"]
)
def test_what_is_no_address_of_the_web_stays_words(text):
    assert body_of(text) == f"<p>{text}</p>"


def test_what_people_wrote_is_never_markup():
    text = '<script>x</script> https://a.example/"onclick="x <b>'

    assert "<script" not in body_of(text)
    assert '"onclick' not in body_of(text)
    assert "&lt;b&gt;" in body_of(text)


def test_page_says_its_language_and_loads_nothing():
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    with translation.override("fr"):
        Reader().feed(html_of("Bonjour https://a.example", title="Invitation <1>"))

    assert ("html", {"lang": "fr"}) in found
    assert {tag for tag, _attrs in found} <= {
        *("html", "head", "meta", "title", "style", "body", "p", "a")
    }
