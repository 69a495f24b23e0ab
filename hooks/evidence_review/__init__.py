"""The engine of an evidence review: a folder of YAML records in, a folder of pages out.

Every folder says in its docstring what lives there. ``ARCHITECTURE.md`` in the repository shows the
way of a finding through them, and which file to open to change what.
"""
