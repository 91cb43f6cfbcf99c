"""The pages on which a guide is written: its steps or contents, its settings, the stage that plays the draft."""
