"""Feed and Articles to Document.

Takes articles that are usable and not embargoed.
Gives deterministic bytes in each format, rights on every entry.
Never renders an entry that lacks its owner, notice, credit line or way back; never reads a clock.
"""
