"""Who may open the vault, with which keys; and how what leaves it is sealed."""
