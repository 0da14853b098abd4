"""What is indexed of each kind of thing."""
