"""Keep and find, in SQLite or PostgreSQL.

Takes model values and an open connection.
Gives model values back; one transaction an article.
Never lets SQL, rows or drivers past this package.
"""
