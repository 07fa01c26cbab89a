"""The file that keeps the boards and never loses one."""
