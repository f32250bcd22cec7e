@rem Scripts of npm say "exec": in sh it makes the program the child of npm, so that a signal to the whole
@rem process group does not end a shell in between. On Windows, where there is no such word, npm finds this.
@%*
