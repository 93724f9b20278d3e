"""What is owed again and again, and whether it was done; what follows from days of service and display."""
