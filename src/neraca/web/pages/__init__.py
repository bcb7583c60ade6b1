"""Pages, one file for each concern; each names its routes in a tuple that `app` puts together."""
