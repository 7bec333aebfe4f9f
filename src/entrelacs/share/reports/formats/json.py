"""The tree itself, for other software.

A report is `{"schema": "entrelacs/report/1", "title", "subtitle", "language", "date", "place",
"organizer", "acknowledgements", "contents_title", "logo", "children": [block, …]}`.
A block has a `kind` and the fields of its class in `document.py`:

- `section`: `level` (1 to 3), `title`, `anchor`, `children` (blocks);
- `paragraph` and `note`: `runs`, each `{"text", "strong", "emphasis", "target"}`;
- `bullet-list`: `items`, each `{"runs", "mark", "anchor", "citation", "children"}`, where `mark` is
  the item's own reference, `citation` is null or `{"marks": [{"text", "target"}], "onward"}` and
  `children` are bullet lists; a target is the `anchor` of an item or of a section;
- `listing`: `caption`, `header`, `rows`; the first cell of a row names it;
- `highlights`: `figures`, each `{"value", "label"}`;
- `figure`: `picture` and `caption`; a picture, like the logo, is null or
  `{"data" (base64), "media_type", "alternative", "name"}`;
- `page-break`.
"""

import json

from django.utils.translation import gettext_lazy as _

from entrelacs.share.reports.document import Document

from .base import Assets, ReportFormat, register
from .tree import as_data

SCHEMA = "entrelacs/report/1"


@register
class JsonFormat(ReportFormat):
    code, label = "json", _("Data (JSON)")
    extension, media_type = "json", "application/json"

    def write(self, document: Document, assets: Assets) -> bytes:
        tree = {"schema": SCHEMA, **as_data(document)}
        return json.dumps(tree, ensure_ascii=False, indent=1).encode()
