"""Text as it must look on paper in any script: cleaning, direction, shaping, line breaking.

What a person typed is only ever text here: no markup, no entities, no file or network access.
"""
