"""From a folder of records to a whole site: pages in their frame, downloads, search index."""
