"""Documents as programs write them: Word files, mails, XML, read into the lines and pictures a reader would see.

Takes bytes. Gives pieces of a document, in order, with what could not be read of it in words.
Never fetches, runs a macro, expands an entity, or unpacks more than its limits.
"""
