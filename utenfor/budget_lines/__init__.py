"""The økonomiplan as lines a budget system can import: which columns and codes, the lines, and the file."""
