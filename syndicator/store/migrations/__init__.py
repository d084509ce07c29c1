"""Alembic's folder: env.py runs the scripts of versions/, oldest first."""
