import Trading
