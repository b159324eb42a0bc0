"""The site: a page for every thing, as static files (`exo-ld site`) and, the same bytes, from `exo-ld serve`."""
