"""Documents of courses: plans for the wall and for teachers, attendance, proofs, settlement."""
