"""Parts of the cases page: filters, views, columns, what is worked out off the screen's thread, export."""
