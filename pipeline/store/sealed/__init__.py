"""What is kept is sealed: single files, folders, and a store from before there was sealing."""
