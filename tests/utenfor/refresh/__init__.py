"""Tests of fetching figures, against a server on this machine with real sockets."""
