"""The ribbon: its buttons as data, which the .xlam, the Office.js manifest and the documentation all read."""
