/// What makes a directory or file untrustworthy.
package enum UntrustedReason: Equatable, Sendable {
    /// It is a symbolic link: somebody else may decide where it leads.
    case symbolicLink
    /// A directory was expected.
    case notADirectory
    /// A regular file was expected (this is a FIFO, a device, a socket or a directory).
    case notARegularFile
    /// It belongs to this user id and not to us.
    case otherOwner(UInt32)
    /// Others may write to it, or read what is secret; these are its permission bits.
    case openToOthers(mode: UInt32)
}
