"""What people agreed to, what rests on it, and the one place that says whether it may leave."""
