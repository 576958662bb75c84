"""What the managers' guide says, one file for each page of the rail."""
