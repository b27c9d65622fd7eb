"""The print centre: many documents about many people, to paper or to sealed files."""
