"""What people can do: occupations and competences, found, held against a job goal."""
