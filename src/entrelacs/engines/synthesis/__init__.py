"""Short French texts: what is near what, and where it belongs; suggested, never decided.

find_near_duplicates  pairs of texts that may say the same, by which words
suggest_theme         a theme for a text, by which words
"""

from entrelacs.engines.synthesis.model import SimilarPair, Suggestion, Text, Theme
from entrelacs.engines.synthesis.similar import DEFAULT_THRESHOLD, find_near_duplicates
from entrelacs.engines.synthesis.typology import suggest_theme

__all__ = [
    "DEFAULT_THRESHOLD",
    "SimilarPair",
    "Suggestion",
    "Text",
    "Theme",
    "find_near_duplicates",
    "suggest_theme",
]
