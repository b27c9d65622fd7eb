"""Lost devices in the window."""
