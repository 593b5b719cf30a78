/// How a system call on a socket that never blocks has ended.
package enum IOResult: Equatable {
    /// So many bytes went through; 0 when reading from a stream: it has ended.
    case count(Int)
    /// Not now.
    case wouldBlock
    /// Failed: `errno`.
    case failed(Int32)
}
