/// A connection that this side has closed. It is kept for a moment and read to its end, because closing a socket with
/// unread bytes makes TCP throw away the goodbye that is on its way.
struct LingeringSocket {
    let socket: Socket
    let deadline: UInt64
}
