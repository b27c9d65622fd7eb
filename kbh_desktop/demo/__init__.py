"""Invented people to try the program with; nobody here exists."""
