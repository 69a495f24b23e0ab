"""Writing records: new ones from templates, and edits that leave all other lines alone."""
