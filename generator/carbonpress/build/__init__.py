"""All products of a site, made anew or taken from the cache, and the pages over all of them."""
