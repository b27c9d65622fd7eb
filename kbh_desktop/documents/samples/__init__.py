"""Invented people in finished documents: for trying a printer, for tests and for measuring."""
