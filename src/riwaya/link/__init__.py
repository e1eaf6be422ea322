"""From the claims of pages to the places they mean and the events they tell of."""
