"""CSMs' pages: who needs help today, who is stuck where, people and accounts; and the refreshing of findings."""
