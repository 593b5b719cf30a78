#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The number a failed system call left behind.
package struct SystemError: Error, Sendable, Equatable {
    /// The call, as `bind`.
    package let call: String
    /// The value of `errno`.
    package let number: Int32

    /// For the call that has failed just now on this thread.
    package static func last(_ call: String) -> SystemError { SystemError(call: call, number: errno) }

    /// The system's own words for a number.
    static func text(_ number: Int32) -> String {
        unsafe String(cString: strerror(number))
    }
}
