#define _GNU_SOURCE
#include "CTestSupport.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <unistd.h>

// Signals as a shell starts its programs with: whoever runs the tests may ignore or block some.
static void reset_signals(void) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
}

pid_t start_on_terminal(int *master, const char *folder, char *const arguments[], char *const environment[]) {
  struct winsize size = {.ws_row = 40, .ws_col = 100};
  pid_t child = forkpty(master, NULL, NULL, &size);
  if (child == 0) {
    reset_signals();
    close_range(3, ~0U, 0);  // a terminal of another test, held open here, would never end
    if (chdir(folder) == 0) execve(arguments[0], arguments, environment);
    _exit(127);
  }
  if (child > 0) fcntl(*master, F_SETFD, FD_CLOEXEC);
  return child;
}
