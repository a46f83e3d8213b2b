// What libgit2 names of libssh2: tenon reaches no network, so nothing of it is ever called but the beginning and the end.
// The release executable, which holds libgit2, needs neither libssh2 nor what that needs.
#include "COffline.h"
#include <stdlib.h>

int libssh2_init(int flags) {
  (void)flags;
  return 0;
}

void libssh2_exit(void) {}

#define NEVER(name) \
  void libssh2_##name(void) { abort(); }

NEVER(agent_connect)
NEVER(agent_disconnect)
NEVER(agent_free)
NEVER(agent_get_identity)
NEVER(agent_init)
NEVER(agent_list_identities)
NEVER(agent_userauth)
NEVER(channel_close)
NEVER(channel_free)
NEVER(channel_open_ex)
NEVER(channel_process_startup)
NEVER(channel_read_ex)
NEVER(channel_set_blocking)
NEVER(channel_write_ex)
NEVER(hostkey_hash)
NEVER(knownhost_checkp)
NEVER(knownhost_free)
NEVER(knownhost_init)
NEVER(knownhost_readfile)
NEVER(session_abstract)
NEVER(session_disconnect_ex)
NEVER(session_free)
NEVER(session_handshake)
NEVER(session_hostkey)
NEVER(session_init_ex)
NEVER(session_last_error)
NEVER(session_method_pref)
NEVER(session_set_blocking)
NEVER(userauth_authenticated)
NEVER(userauth_keyboard_interactive_ex)
NEVER(userauth_list)
NEVER(userauth_password_ex)
NEVER(userauth_publickey)
NEVER(userauth_publickey_fromfile_ex)
NEVER(userauth_publickey_frommemory)

// And of GSSAPI, with which it would log in to a server.
void *GSS_C_NT_HOSTBASED_SERVICE = 0;

#define NO_LOGIN(name) \
  void gss_##name(void) { abort(); }

NO_LOGIN(delete_sec_context)
NO_LOGIN(display_status)
NO_LOGIN(import_name)
NO_LOGIN(indicate_mechs)
NO_LOGIN(init_sec_context)
NO_LOGIN(release_buffer)
NO_LOGIN(release_name)
NO_LOGIN(release_oid_set)
