"""Release notices: what the office says of newer versions of the program."""
