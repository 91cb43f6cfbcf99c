"""What only some kinds of guides have: a launcher, a banner's place, a hint's look, a checklist, a resource centre."""
