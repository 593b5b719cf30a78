import CMicroHTTPD

/// A connection of the HTTP library.
///
/// Sendable without a check by the compiler: the library guards `resume` with its own lock and documents it as callable from any thread
/// while the connection is suspended. Whoever stores one drops it when the library says that the request is over, under the same lock
/// under which it calls `resume`, so that the pointer never outlives the connection.
@safe struct MHDConnection: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    /// Takes the connection out of the library's loop. Only from within a callback of the library.
    func suspend() { unsafe MHD_suspend_connection(pointer) }

    /// Puts a suspended connection back.
    func resume() { unsafe MHD_resume_connection(pointer) }
}
