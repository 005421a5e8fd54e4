"""Tests of the core: one module for each of its rooms."""
