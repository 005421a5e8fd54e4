"""The national run: one measure in every municipality, for every target group and preset, over many draws."""
