"""Syndicator: a news syndication feed service that keeps every article's rights."""

__version__ = "0.1.0"
