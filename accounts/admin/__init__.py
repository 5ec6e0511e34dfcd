"""The pages of those who look after the server. The web process never imports this package."""
