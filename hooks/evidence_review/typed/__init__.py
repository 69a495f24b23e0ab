"""Records and hand-written pages as they were typed, character by character."""
