"""A grant in the forms it is given in: ODRL, a sheet of words for page and paper, a QR code, the paper itself.

Takes a Grant, which of its articles are public, and how it stands on a day.
Gives JSON-LD, texts in zh and en, SVG, PDF bytes; equal input, equal output.
Never holds anything of an asker but the outlet's name.
"""
