"""What people, staff and operators do with recoveries."""
