"""The only place where stages meet.

Takes Services and a Source, Feed or request.
Gives a Run, fresh Documents or a Decision, stored.
Never parses, renders or decides by itself: stages do.
"""
