"""Fast Track: the list of courses, and one course's week, tray, conflicts and planner."""
