// Loaded into a command before anything else: what it reports goes to a terminal then.
process.stderr.isTTY = true;
