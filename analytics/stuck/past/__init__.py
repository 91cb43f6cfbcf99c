"""What people did, to be asked about any moment: the journal, and the passages it tells of."""
