"""Entrelacs: Grandes Rencontres at mixed tables, from invitation to lasting cooperation."""

__version__ = "0.1.0"
