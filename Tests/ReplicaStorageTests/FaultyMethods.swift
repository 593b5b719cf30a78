import CSQLite

/// The methods of a file of the `FaultyFileSystem`: reads and locks go through, what changes the disk passes the plan.
enum FaultyMethods {
    typealias Pointer = UnsafeMutablePointer<sqlite3_file>

    /// One table for all files, never changed and never freed.
    nonisolated(unsafe) static let table: UnsafePointer<sqlite3_io_methods> = {
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        unsafe methods.initialize(
            to: sqlite3_io_methods(
                iVersion: 1,
                xClose: { file in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return SQLITE_ERROR }
                    return unsafe inner.pointee.pMethods.pointee.xClose(inner)
                },
                xRead: { file, buffer, count, offset in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return SQLITE_ERROR }
                    return unsafe inner.pointee.pMethods.pointee.xRead(inner, buffer, count, offset)
                },
                xWrite: { file, buffer, count, offset in unsafe FaultyMethods.write(file, buffer, count, offset) },
                xTruncate: { file, length in unsafe FaultyMethods.truncate(file, length) },
                xSync: { file, _ in unsafe FaultyMethods.sync(file) },
                xFileSize: { file, length in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return SQLITE_ERROR }
                    return unsafe inner.pointee.pMethods.pointee.xFileSize(inner, length)
                },
                xLock: { file, level in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return SQLITE_ERROR }
                    return unsafe inner.pointee.pMethods.pointee.xLock(inner, level)
                },
                xUnlock: { file, level in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return SQLITE_ERROR }
                    return unsafe inner.pointee.pMethods.pointee.xUnlock(inner, level)
                },
                xCheckReservedLock: { file, result in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return SQLITE_ERROR }
                    return unsafe inner.pointee.pMethods.pointee.xCheckReservedLock(inner, result)
                },
                xFileControl: { file, operation, argument in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return SQLITE_ERROR }
                    return unsafe inner.pointee.pMethods.pointee.xFileControl(inner, operation, argument)
                },
                xSectorSize: { file in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return 0 }
                    return unsafe inner.pointee.pMethods.pointee.xSectorSize(inner)
                },
                xDeviceCharacteristics: { file in
                    guard let inner = unsafe FaultyFileSystem.inner(file) else { return 0 }
                    return unsafe inner.pointee.pMethods.pointee.xDeviceCharacteristics(inner)
                }, xShmMap: nil, xShmLock: nil, xShmBarrier: nil, xShmUnmap: nil, xFetch: nil, xUnfetch: nil))
        return unsafe UnsafePointer(methods)
    }()

    private static func write(_ file: Pointer?, _ buffer: UnsafeRawPointer?, _ count: Int32, _ offset: Int64) -> Int32 {
        guard let (plan, path) = unsafe FaultyFileSystem.context(file), let inner = unsafe FaultyFileSystem.inner(file),
            let buffer = unsafe buffer
        else { return SQLITE_ERROR }
        if plan.isDown { return writeError }
        let strikes = plan.strikes()
        let done = strikes ? count / 2 : count
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: buffer, count: Int(done)))
        plan.note(
            FaultPlan.Change(
                path: path, offset: Int(offset), bytes: bytes,
                before: FaultPlan.read(path, at: Int(offset), count: Int(done)),
                lengthBefore: FaultPlan.length(path)))
        if strikes && plan.fault == .inputOutputError { return writeError }
        let code = unsafe inner.pointee.pMethods.pointee.xWrite(inner, buffer, done, offset)
        guard strikes else { return code }
        return plan.fault == .full ? SQLITE_FULL : writeError
    }

    private static func truncate(_ file: Pointer?, _ length: Int64) -> Int32 {
        guard let (plan, path) = unsafe FaultyFileSystem.context(file), let inner = unsafe FaultyFileSystem.inner(file)
        else { return SQLITE_ERROR }
        if plan.isDown || plan.strikes() { return truncateError }
        let present = FaultPlan.length(path)
        plan.note(
            FaultPlan.Change(
                path: path, offset: Int(length), bytes: nil,
                before: FaultPlan.read(path, at: Int(length), count: max(0, present - Int(length))),
                lengthBefore: present))
        return unsafe inner.pointee.pMethods.pointee.xTruncate(inner, length)
    }

    private static func sync(_ file: Pointer?) -> Int32 {
        guard let (plan, path) = unsafe FaultyFileSystem.context(file) else { return SQLITE_ERROR }
        if plan.isDown { return syncError }
        if plan.strikes() { return plan.fault == .full ? SQLITE_FULL : syncError }
        plan.noteSync(of: path)
        return SQLITE_OK
    }

    private static let writeError = SQLITE_IOERR | 3 << 8
    private static let syncError = SQLITE_IOERR | 4 << 8
    private static let truncateError = SQLITE_IOERR | 6 << 8
}
