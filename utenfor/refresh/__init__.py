"""Fresh figures: fetched from the publishers' open services, checked, compared, and written as a set of their own."""
