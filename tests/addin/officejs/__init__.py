"""Tests of the Office.js host: a real server, and the task pane in a real browser."""
