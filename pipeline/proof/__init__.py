"""What each figure rests on, as steps that a program can redo, and the program that redoes them."""
