#ifndef TENON_COFFLINE_H
#define TENON_COFFLINE_H

// Debian's libgit2 reads all certificates of the machine when it starts, for connections that tenon never makes, and
// that takes longer than laying out a role. These two functions of mbedTLS stand before the library's own, since the
// executable comes first where the dynamic linker looks: no certificate is read, and none would be trusted. A libgit2
// that is built with another library for TLS never asks for them.

struct mbedtls_x509_crt;

/// As mbedTLS's own of this name; it reads nothing and fails.
int mbedtls_x509_crt_parse_file(struct mbedtls_x509_crt *chain, const char *path);

/// As mbedTLS's own of this name; it reads nothing and fails.
int mbedtls_x509_crt_parse_path(struct mbedtls_x509_crt *chain, const char *path);

#endif
