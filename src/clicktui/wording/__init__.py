"""What is said of passages, searches and boards, on screen and without one."""
