"""People: who they are, their numbers, deadlines and how they are found."""
