#include <sys/types.h>

/// Starts a program with a new pseudo-terminal as its controlling terminal and standard streams.
///
/// Returns its process id, with our end of the terminal in `master`, or -1 with errno. In C, because a Swift process
/// must not run between fork and exec.
pid_t start_on_terminal(int *master, const char *folder, char *const arguments[], char *const environment[]);

/// Opens an empty file that lies in memory and has no name, or gives -1 with errno.
int open_memory_file(void);
