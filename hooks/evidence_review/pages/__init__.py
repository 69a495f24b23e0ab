"""The generated pages: views look up, count and sort, templates place what they are given."""
