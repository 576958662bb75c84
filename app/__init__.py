"""Foyer, the box office of a cinema: views, controllers, models and utils, in that order of dependence."""
