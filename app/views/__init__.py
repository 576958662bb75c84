"""What is seen: CustomTkinter screens over the controllers."""
