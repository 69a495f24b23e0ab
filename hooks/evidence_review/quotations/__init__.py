"""Quotes held against copies of their sources, word for word."""
