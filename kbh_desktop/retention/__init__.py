"""How long what is kept: a clock per person, deletion by hand, and proof of it."""
