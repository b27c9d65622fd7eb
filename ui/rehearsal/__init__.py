"""The rehearsal of a form before it is published."""
