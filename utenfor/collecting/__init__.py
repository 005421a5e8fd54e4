"""The network's common picture: filled-in workbooks read, put side by side, summed, and told in tables and a report."""
