"""What listings registers with the apps below it in `ready()`: the section kind "specialties"."""
