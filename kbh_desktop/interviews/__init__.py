"""Interviews: forms filled in with a person, one answer at a time."""
