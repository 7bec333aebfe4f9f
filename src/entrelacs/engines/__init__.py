"""Plain Python libraries, each usable alone: no Django, no clock, no network, no text for people."""
