"""What is stored of films, halls, shows and prices beyond what selling reads."""
