"""Obtain the bytes of a published text: one module a route, all with the same signature."""
