"""No table of its own yet: what is observed so far lies on the common ground."""
