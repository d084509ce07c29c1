"""URL to bytes, politely and safely.

Takes a URL, validators and a source's headers.
Gives a Page, or raises a FetchError that says why not.
Never decodes or parses a body, and never connects to an address that is not public.
"""
