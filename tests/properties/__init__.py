"""What must hold for any input, searched for by hypothesis."""
