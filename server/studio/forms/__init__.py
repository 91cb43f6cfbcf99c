"""Forms of the studio, each into its part of a definition. What a form cannot show stays as it is."""
