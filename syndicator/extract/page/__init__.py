"""One article page to one Draft.

Takes a decoded page as one lxml tree, the source's selectors and zone, and the lead that pointed here.
Gives a Draft: each field from where the page says it best, with that place.
Never parses a page twice, guesses a field the page does not give, or decides what a notice means.
"""
