"""One module a vendor: their types and errors stop here."""
