/// How much one reading call returns at most. At least one row is returned if there is one, however long.
package struct PageLimit: Equatable, Sendable {
    /// Rows.
    package var rows: Int
    /// Bytes of bodies, counted before the last row is added.
    package var bytes: Int

    /// A limit of rows, and of bytes if given.
    package init(rows: Int, bytes: Int = .max) {
        self.rows = rows
        self.bytes = bytes
    }
}
