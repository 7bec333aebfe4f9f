from django.utils.translation import gettext_lazy as _

from entrelacs.share.reports.document import Document

from .base import Assets, ReportFormat, register


@register
class DocxFormat(ReportFormat):
    code, label = "docx", _("Word document (DOCX)")
    extension = "docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def write(self, document: Document, assets: Assets) -> bytes:
        from .word_report import word_report  # noqa: PLC0415 -- slow import

        return word_report(document, assets)
