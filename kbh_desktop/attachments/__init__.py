"""Pictures, signatures, sound and files that belong to a person or to a form."""
