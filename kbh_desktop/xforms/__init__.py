"""The ODK XForms engine: publishes, loads and runs interview forms; usable on its own."""
