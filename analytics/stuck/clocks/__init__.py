"""How likely a step is never done after so much of something; who is around; what hours count."""
