"""Makes the installers: a Debian package, an MSI and a setup program, and tries them.

Standard library only, as everything that runs before the build's own packages are there.
"""
