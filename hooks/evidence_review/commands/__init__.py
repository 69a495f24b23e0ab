"""The command ``evidence``, a module for each group of its commands."""
