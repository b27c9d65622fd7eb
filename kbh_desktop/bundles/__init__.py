"""Sealed files that carry changes between a laptop and the office; FORMAT.md says how."""
