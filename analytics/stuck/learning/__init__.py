"""The model for a person at a step: its signals, and how their weights are learnt."""
