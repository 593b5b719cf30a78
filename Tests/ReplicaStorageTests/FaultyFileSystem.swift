import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An SQLite VFS that passes everything to the system's, but for what a `FaultPlan` makes fail.
///
/// A file of it is a `File` header followed by the system's own file. Everything runs on the thread of the test.
@safe final class FaultyFileSystem {
    @unsafe struct File {
        var base: sqlite3_file
        /// The plan; the file system keeps it.
        var plan: UnsafeRawPointer
        /// The file's name, which SQLite keeps while the file is open.
        var name: UnsafePointer<CChar>?
    }

    let plan: FaultPlan
    let name: String
    private let system: UnsafeMutablePointer<sqlite3_vfs>
    private let own: UnsafeMutablePointer<sqlite3_vfs>
    private let nameBytes: UnsafeMutablePointer<CChar>

    /// Registers the file system under a name of its own.
    init(_ plan: FaultPlan, name: String) {
        self.plan = plan
        self.name = name
        guard let found = unsafe sqlite3_vfs_find(nil), let copied = unsafe strdup(name) else { fatalError("no VFS") }
        unsafe system = found
        unsafe nameBytes = copied
        unsafe own = .allocate(capacity: 1)
        unsafe own.initialize(to: found.pointee)
        unsafe own.pointee.pNext = nil
        unsafe own.pointee.zName = UnsafePointer(copied)
        unsafe own.pointee.szOsFile += Int32(MemoryLayout<File>.stride)
        unsafe own.pointee.pAppData = Unmanaged.passUnretained(plan).toOpaque()
        unsafe own.pointee.xOpen = { vfs, name, file, flags, outFlags in
            unsafe FaultyFileSystem.open(vfs, name, file, flags, outFlags)
        }
        unsafe own.pointee.xDelete = { vfs, name, syncDirectory in
            guard let plan = unsafe vfs?.pointee.pAppData, let system = unsafe sqlite3_vfs_find(nil) else {
                return SQLITE_ERROR
            }
            let held = unsafe Unmanaged<FaultPlan>.fromOpaque(plan).takeUnretainedValue()
            if held.isDown { return SQLITE_IOERR }
            if held.strikes() { return held.fault == .full ? SQLITE_FULL : SQLITE_IOERR }
            return unsafe system.pointee.xDelete(system, name, syncDirectory)
        }
        unsafe sqlite3_vfs_register(own, 0)
    }

    deinit {
        unsafe sqlite3_vfs_unregister(own)
        unsafe own.deallocate()
        unsafe free(nameBytes)
    }

    private static func open(
        _ vfs: UnsafeMutablePointer<sqlite3_vfs>?, _ name: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32, _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let plan = unsafe vfs?.pointee.pAppData, let system = unsafe sqlite3_vfs_find(nil),
            let file = unsafe file, let inner = unsafe FaultyFileSystem.inner(file)
        else { return SQLITE_ERROR }
        unsafe file.pointee.pMethods = nil
        let code = unsafe system.pointee.xOpen(system, name, inner, flags, outFlags)
        guard code == SQLITE_OK else { return code }
        let header = unsafe UnsafeMutableRawPointer(file).assumingMemoryBound(to: File.self)
        unsafe header.initialize(
            to: File(base: sqlite3_file(pMethods: FaultyMethods.table), plan: UnsafeRawPointer(plan), name: name))
        return SQLITE_OK
    }

    /// The system's file behind one of ours.
    static func inner(_ file: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeMutablePointer<sqlite3_file>? {
        guard let file = unsafe file else { return nil }
        return unsafe (UnsafeMutableRawPointer(file) + MemoryLayout<File>.stride)
            .assumingMemoryBound(to: sqlite3_file.self)
    }

    /// The plan and the path of one of our files.
    static func context(_ file: UnsafeMutablePointer<sqlite3_file>?) -> (plan: FaultPlan, path: String)? {
        guard let file = unsafe file else { return nil }
        let header = unsafe UnsafeMutableRawPointer(file).assumingMemoryBound(to: File.self).pointee
        let plan = unsafe Unmanaged<FaultPlan>.fromOpaque(header.plan).takeUnretainedValue()
        guard let name = unsafe header.name else { return (plan, "") }
        return (plan, unsafe String(cString: name))
    }
}
