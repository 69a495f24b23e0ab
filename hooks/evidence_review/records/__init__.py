"""What the files of the evidence folder may hold, a module for each kind of file."""
