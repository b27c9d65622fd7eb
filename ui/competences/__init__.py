"""The competence card: what a person can do, found by the words people use."""
