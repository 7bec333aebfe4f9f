import json

from entrelacs.share.reports.formats import report_format
from tests.share.reports.sample import sample_document


def rendered() -> dict:
    return json.loads(report_format("json").render(sample_document()))


def test_json_names_its_schema_and_the_parts_of_the_report():
    report = rendered()

    assert report["schema"] == "entrelacs/report/1"
    assert report["title"] == "La Grande Rencontre du Val"
    assert [block["kind"] for block in report["children"]] == [
        "section", "section", "page-break", "section", "page-break",
        "section", "section", "section", "section",
    ]  # fmt: skip


def test_json_line_gives_its_citations_and_its_parents():
    synthesis = rendered()["children"][5]
    line = synthesis["children"][2]["children"][1]["children"][0]["items"][0]

    assert line["mark"] == "S2"
    assert line["citation"] == {
        "marks": [{"text": "T2·P1", "target": "t2-p1"}, {"text": "T1·P1", "target": "t1-p1"}],
        "onward": False,
    }
    parent = line["children"][0]["items"][0]
    assert parent["citation"]["marks"] == [{"text": "T1·P1", "target": "t1-p1"}]


def test_json_picture_is_written_in_base64():
    logo = rendered()["logo"]

    assert logo["media_type"] == "image/svg+xml"
    assert logo["data"].startswith("PHN2Zy")
