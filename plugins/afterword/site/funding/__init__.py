"""What failures cost, for whoever decides what is paid for."""
