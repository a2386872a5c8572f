"""Speech in both directions: recognisers and voices."""
