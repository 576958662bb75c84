"""Taking money: cash, providers, vouchers, split between them."""
