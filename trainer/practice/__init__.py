"""The use cases, each a function over ports: run a drill, score a recording."""
