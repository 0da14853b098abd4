"""What companies register with the ground in `ready()`: navigation, journal acts, notification kinds, section kinds."""
