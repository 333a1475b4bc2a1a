"""Show answers: web page and command line."""
