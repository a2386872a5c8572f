"""What the line hears: the memory that the sound thread and the session worker share."""
