"""The sample newsroom: a small site of the project's own writing, for a first look and for tests.

Takes the day it opened (its stories are dated over the two weeks before).
Gives a county media centre's site with the traps of real ones: lists, articles, a feed, an edit.
Never uses the rest of the project: it stands for somebody else's site.
"""
