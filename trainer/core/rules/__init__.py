"""The rules that decide checks: each looks at a hearing and returns a finding."""
