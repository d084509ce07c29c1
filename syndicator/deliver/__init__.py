"""Document to reader.

Takes Documents and what a reader already has.
Gives full, partial or "not modified" answers, and pushes through channels.
Never changes a document's bytes.
"""
