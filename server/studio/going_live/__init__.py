"""From draft to live: review, publishing now or later, versions, the emergency stop."""
