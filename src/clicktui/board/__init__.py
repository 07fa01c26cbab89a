"""What a user keeps: quotes on boards, and the store that never loses one."""
