"""Devices that were lost: revoked at once, who is affected, and what the law asks for then."""
