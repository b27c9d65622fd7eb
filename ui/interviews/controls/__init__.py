"""One control per kind of answer; each shows a question's view and says what was answered."""
