"""What is kept between one run and the next: cases, who may see them, and what was done."""
