"""The planner: puts the sessions of an instance in days, slots, rooms and hands."""
