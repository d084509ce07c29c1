"""Draft and Source to Rights.

Takes what a page says and what its feed's config says.
Gives an Attribution: rights with evidence, and the reasons an article is withheld.
Never guesses: unknown, third-party or contradicting rights hold the article back.
"""
