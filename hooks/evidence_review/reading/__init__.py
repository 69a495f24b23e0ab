"""From files to a review: YAML to documents, documents to models, models to a linked whole."""
