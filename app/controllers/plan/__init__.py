"""What a manager keeps: films, halls, shows, prices."""
