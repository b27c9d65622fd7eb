"""What has to be deleted, what was, and proof of it."""
