import CMicroHTTPD

/// The library's daemon and its callbacks: the only file where its C interface meets the exchange.
///
/// Each callback gets the core as an unretained pointer that the daemon keeps alive, and an exchange as a retained pointer from
/// `on_target` to `on_completed`.
@safe struct MHDDaemon: @unchecked Sendable {
    // The pointer is used by `stop` alone, which consumes the value; the library's daemon is made for another thread to stop it.
    private let pointer: OpaquePointer
    private let core: Unmanaged<HTTPServerCore>

    /// Serves on a listening socket, which is the library's from here on, whether it starts or not.
    static func start(on descriptor: Int32, core: HTTPServerCore) -> MHDDaemon? {
        let limits = core.limits
        let retained = unsafe Unmanaged.passRetained(core)
        // Room for what our own limits allow, and as much again, so that a little too much still gets our answer and not the library's.
        let memory = 2 * (limits.headerBytes + limits.targetBytes)
        let seconds = UInt32(clamping: max(limits.sendTime, limits.idleTime).components.seconds + 1)
        let daemon = unsafe replica_mhd_start(
            descriptor, retained.toOpaque(), onAccess, onTarget, onCompleted, onConnection, memory,
            UInt32(clamping: limits.connections), seconds)
        guard let daemon = unsafe daemon else {
            unsafe retained.release()
            return nil
        }
        return unsafe MHDDaemon(pointer: daemon, core: retained)
    }

    /// Closes all connections and joins the thread. No connection may be suspended.
    consuming func stop() {
        unsafe MHD_stop_daemon(pointer)
        unsafe core.release()
    }
}

private func core(_ context: UnsafeMutableRawPointer?) -> HTTPServerCore? {
    unsafe context.map { unsafe Unmanaged<HTTPServerCore>.fromOpaque($0).takeUnretainedValue() }
}

/// A connection opens or closes; its number in the watch takes the place of a pointer.
private func onConnection(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    socketContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, notification: MHD_ConnectionNotificationCode
) {
    guard let core = unsafe core(context), let socketContext = unsafe socketContext else { return }
    if notification == .CONNECTION_NOTIFY_STARTED {
        let number = unsafe core.watch.open(replica_mhd_socket(connection), within: core.limits.headerTime)
        unsafe socketContext.pointee = UnsafeMutableRawPointer(bitPattern: UInt(number))
    } else {
        unsafe core.watch.close(UInt64(UInt(bitPattern: socketContext.pointee)))
    }
}

/// A request line has arrived.
private func onTarget(
    context: UnsafeMutableRawPointer?, target: UnsafePointer<CChar>?, connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let core = unsafe core(context), let target = unsafe target else { return nil }
    let number = unsafe UInt64(UInt(bitPattern: replica_mhd_socket_context(connection)))
    let exchange = unsafe HTTPExchange(target: String(cString: target), connectionNumber: number, core: core)
    core.register(exchange)
    return unsafe Unmanaged.passRetained(exchange).toOpaque()
}

/// A head is complete, a piece of a body has come, a request is complete, or a suspended connection goes on.
private func onAccess(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, target: UnsafePointer<CChar>?,
    method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, data: UnsafePointer<CChar>?,
    dataSize: UnsafeMutablePointer<Int>?, exchangeSlot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let core = unsafe core(context), let connection = unsafe connection, let method = unsafe method,
        let dataSize = unsafe dataSize, let slot = unsafe exchangeSlot?.pointee
    else { return .NO }
    let exchange = unsafe Unmanaged<HTTPExchange>.fromOpaque(slot).takeUnretainedValue()
    let name = unsafe String(cString: method)
    let step: HTTPExchange.Step
    if exchange.awaitsHead {
        if core.isStopping { return .NO }
        step = unsafe exchange.begin(method: name, headers: headers(of: connection))
    } else if unsafe dataSize.pointee > 0 {
        unsafe exchange.receive(UnsafeRawBufferPointer(start: data, count: dataSize.pointee))
        unsafe dataSize.pointee = 0
        step = .wait
    } else {
        step = unsafe exchange.proceed(MHDConnection(connection))
    }
    switch step {
    case .wait: return .YES
    case .answer(let response):
        let answer = MHDAnswer(response, exchange: exchange, core: core, isHead: name == "HEAD")
        return unsafe answer.queue(on: connection)
    }
}

/// A request is over; its connection may live on.
private func onCompleted(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    exchangeSlot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, reason: MHD_RequestTerminationCode
) {
    guard let core = unsafe core(context), let slot = unsafe exchangeSlot?.pointee else { return }
    unsafe exchangeSlot?.pointee = nil
    let exchange = unsafe Unmanaged<HTTPExchange>.fromOpaque(slot).takeRetainedValue()
    exchange.complete()
    core.remove(exchange)
}

private func headers(of connection: OpaquePointer) -> HTTPHeaders {
    var headers = HTTPHeaders()
    unsafe withUnsafeMutablePointer(to: &headers) { pointer in
        _ = unsafe MHD_get_connection_values_n(
            connection, .HEADER_KIND,
            { context, _, name, nameSize, value, valueSize in
                let headers = unsafe context?.assumingMemoryBound(to: HTTPHeaders.self)
                unsafe headers?.pointee.append(text(name, nameSize), text(value, valueSize))
                return .YES
            }, pointer)
    }
    return headers
}

/// Bytes that are no UTF-8 are replaced: header values may hold anything (RFC 9110 section 5.5).
private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> String {
    unsafe String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
}
