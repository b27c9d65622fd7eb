"""From the answers of an interview to what a document says.

The questions of the shipped forms are known by name; what an office added is printed under the
titles of its own sections.
"""
