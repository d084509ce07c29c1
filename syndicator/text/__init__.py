"""Pure helpers on text.

Takes bytes or strings.
Gives decoded, restored, parsed or cleaned text, with what was done to it.
Never touches the network, a clock, a database or config; imports model and errors alone.
"""
