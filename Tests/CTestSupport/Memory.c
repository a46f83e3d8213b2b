#define _GNU_SOURCE
#include <sys/mman.h>

#include "CTestSupport.h"

int open_memory_file(void) { return memfd_create("stream", MFD_CLOEXEC); }
