"""How a guide does: funnel, runs, answers, what people did with what stands."""
