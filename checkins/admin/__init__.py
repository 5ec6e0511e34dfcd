"""Pages of the practice's questions in the admin process. The web process never imports them."""
