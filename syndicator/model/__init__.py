"""What things are: frozen dataclasses that every stage shares.

Takes nothing from the rest of the project.
Gives the values that travel between stages, each in a file named after the thing.
Never imports anything but the standard library, reads a clock, or does I/O.
"""
