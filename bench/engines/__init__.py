"""The engines that are measured side by side, each in a module of its own."""
