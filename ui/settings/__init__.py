"""The settings: look, lock, users, devices, forms, checks, and what the program is made of."""
