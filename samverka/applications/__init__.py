"""Joint applications: several partners write one application, and the budget is right."""
