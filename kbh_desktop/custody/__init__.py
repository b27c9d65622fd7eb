"""Custody of the keys of a vault: who keeps them, how they are renewed and tried."""
