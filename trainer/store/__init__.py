"""What is kept: settings, profile, scenarios, checklists, recordings, history."""
