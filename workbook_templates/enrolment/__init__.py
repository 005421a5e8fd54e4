"""The network's list of participants: read from files, and what is made for the network from it."""
