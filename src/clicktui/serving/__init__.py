"""The app in a browser: a small server, who may come in, and an app of its own for each tab."""
