extension StorageFile {
    /// Begins a copy of the whole storage in one file at `path`, made in steps so that the caller's loop goes on between
    /// them. For a backup, and before a migration.
    ///
    /// - Throws: `.invalid` if the path is not absolute or there is something at it; `.system`, `.full`, `.failed`;
    ///   `.closed`.
    package func beginSnapshot(at path: String) throws(StorageError) -> StorageSnapshot {
        try StorageSnapshot(of: self, path: path)
    }

    /// Makes a copy of the whole storage in one file at `path` in one go, which blocks for as long as that takes.
    ///
    /// - Throws: as `beginSnapshot(at:)` and `StorageSnapshot.step(pages:)`.
    package func snapshot(to path: String) throws(StorageError) {
        let snapshot = try beginSnapshot(at: path)
        while try !snapshot.step(pages: 1024) {}
    }
}
