"""Fast Track courses: calendar, enrolment, timetable, attendance and what it costs."""
