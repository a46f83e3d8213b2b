#include <stdlib.h>

// Before anything of a test runs, since libgit2 reads HOME once, when it starts, and no other thread may be reading the
// environment while it is changed: what the rooms look at by themselves is nobody's.
__attribute__((constructor)) static void take_no_part_of_the_person(void) {
  setenv("HOME", "/nonexistent/home", 1);
  setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("GIT_CEILING_DIRECTORIES");
  unsetenv("SUDO_UID");
}
