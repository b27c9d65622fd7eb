"""People: the list, one person, and registering a new one."""
