"""The files for download: the same records in formats that other software reads."""
