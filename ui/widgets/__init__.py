"""Parts that every page is built from; they know no services."""
