"""The log of who saw, printed, exported and changed what."""
