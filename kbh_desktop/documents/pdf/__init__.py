"""The PDF file under a document: embedded fonts, drawing, structure for screen readers, PDF/A."""
