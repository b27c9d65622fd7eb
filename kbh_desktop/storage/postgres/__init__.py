"""The same tables on a PostgreSQL server, for an office of many; needs the extra `office`."""
