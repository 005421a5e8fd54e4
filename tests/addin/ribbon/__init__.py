"""The ribbon's callbacks, each against a real `xlwings.Book` on an engine that runs here."""
