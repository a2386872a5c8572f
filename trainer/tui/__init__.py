"""The app: screens, widgets, keys. No audio, no SQL."""
