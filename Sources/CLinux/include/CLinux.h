#ifndef TENON_CLINUX_H
#define TENON_CLINUX_H

// System calls that Swift's Glibc module does not show.

#endif
