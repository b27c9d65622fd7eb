"""What IT decided for this computer and what the person at it chose."""
