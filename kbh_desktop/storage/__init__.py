"""The encrypted database of this device, the log of every change to it, and how logs merge."""
