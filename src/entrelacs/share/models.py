"""Django looks for models here; each subject keeps its own."""

from entrelacs.share.reports.models import Report

__all__ = ["Report"]
