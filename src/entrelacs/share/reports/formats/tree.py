"""The tree as plain dictionaries, lists and texts, for whoever is not Python."""

import base64
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from entrelacs.share.reports.document import Picture

PARTS = {"Item", "Run", "Mark", "Citation", "Highlight", "Document", "Picture"}


def encoded(picture: Picture) -> str:
    return base64.b64encode(picture.data).decode("ascii")


def as_data(node: Any, picture_data: Callable[[Picture], Any] = encoded) -> Any:
    """The tree as dictionaries, lists and texts; blocks say their kind."""
    if isinstance(node, tuple):
        return [as_data(child, picture_data) for child in node]
    if not is_dataclass(node) or isinstance(node, type):
        return node
    name = type(node).__name__
    kind = {} if name in PARTS else {"kind": re.sub(r"(?<=.)(?=[A-Z])", "-", name).lower()}
    parts = {field.name: as_data(getattr(node, field.name), picture_data) for field in fields(node)}
    if isinstance(node, Picture):
        parts["data"] = picture_data(node)
    return kind | parts
