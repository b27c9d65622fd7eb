"""The interview: sections, bilingual cards, answers that save themselves."""
