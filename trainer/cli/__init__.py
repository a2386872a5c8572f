"""The commands: parse, print, exit."""
