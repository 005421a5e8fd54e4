"""The worksheet functions give the core's numbers, whole columns at a time, and Excel's errors where they cannot."""
