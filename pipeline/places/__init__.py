"""Where papers lie and results go: a folder of this machine, or a store that an address names."""
