"""Bundles out, bundles in, their history, and the desk where conflicts are settled."""
