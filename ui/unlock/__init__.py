"""Before anybody is in: opening the vault, making it, recovering it."""
