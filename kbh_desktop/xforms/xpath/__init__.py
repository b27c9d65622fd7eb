"""XPath 1.0 as ODK XForms speak it: parsed once, compiled to closures, run many times."""
