"""The page of cases: list and model, filters, views, columns, what is worked out off the screen's thread, export."""
