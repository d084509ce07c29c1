"""Bytes to Leads and Drafts.

Takes a Page and the Source it was fetched for.
Gives Listings and Drafts, each field with the place it was read from.
Never fetches, stores or decides rights, and never reads a clock.
"""
