"""What an operator of the network may do in the search."""

OPERATOR_PERMISSIONS = [f"search_index.{act}_synonymgroup" for act in ("view", "add", "change", "delete")]
