"""What paying stores: settled money, attempts under way, vouchers."""
