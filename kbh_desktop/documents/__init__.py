"""Paper and PDF: what is printed about an interview, in the languages of those who read it."""
