"""Everything in one file, the same for SQLite and PostgreSQL; it counts once restored and compared."""
