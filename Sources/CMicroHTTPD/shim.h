#pragma once
#include <microhttpd.h>
#include <string.h>

/* What Swift cannot import: variadic functions, some macros, unions behind pointers. Nothing here decides anything. */

/* POLLRDHUP is hidden behind _GNU_SOURCE; Darwin reports a closed peer as POLLHUP. */
#if defined(__linux__)
static const short replica_poll_peer_closed = 0x2000;
#else
static const short replica_poll_peer_closed = 0;
#endif

/* MHD decodes percent escapes in place, before paths are split: "%2F" would become a separator and "%00" an end. Leave text alone. */
static inline size_t replica_mhd_leave_escaped(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

/* A daemon with one own thread on a listening socket, which it closes when it is stopped. NULL on failure. */
static inline struct MHD_Daemon *replica_mhd_start(
    int listening_socket, void *context, MHD_AccessHandlerCallback on_access,
    void *(*on_target)(void *context, const char *target, struct MHD_Connection *connection),
    MHD_RequestCompletedCallback on_completed, MHD_NotifyConnectionCallback on_connection,
    size_t memory_bytes, unsigned int connection_limit, unsigned int inactivity_seconds) {
    return MHD_start_daemon(
        MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_SUSPEND_RESUME, 0, NULL, NULL, on_access, context,
        MHD_OPTION_LISTEN_SOCKET, listening_socket,
        MHD_OPTION_UNESCAPE_CALLBACK, &replica_mhd_leave_escaped, NULL,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, context,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, context,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, context,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_bytes,
        MHD_OPTION_CONNECTION_LIMIT, connection_limit,
        MHD_OPTION_CONNECTION_TIMEOUT, inactivity_seconds,
        MHD_OPTION_STRICT_FOR_CLIENT, (int)1,
        MHD_OPTION_END);
}

/* The socket of a connection, owned by MHD until the closing notification has returned; -1 if there is none. */
static inline int replica_mhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

/* What the connection notification stored for this connection, or NULL. */
static inline void *replica_mhd_socket_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* MHD_CONTENT_READER_END_OF_STREAM and MHD_CONTENT_READER_END_WITH_ERROR are casts. */
static const ssize_t replica_mhd_end_of_stream = -1;
static const ssize_t replica_mhd_end_with_error = -2;

/* A body of unknown length, taken piece by piece from `reader`. */
static inline struct MHD_Response *replica_mhd_stream_response(
    size_t block_bytes, MHD_ContentReaderCallback reader, void *context, MHD_ContentReaderFreeCallback release) {
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, block_bytes, reader, context, release);
}
