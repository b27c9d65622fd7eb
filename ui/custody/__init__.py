"""Keys in the window: the ceremony, the drill, and new keys."""
