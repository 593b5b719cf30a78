/// The last samples of one peer: every five seconds for an hour, and by the minute for a day. 70 kB when full.
struct QualityRing {
    /// Between samples, microseconds.
    static let interval: UInt64 = 5_000_000
    /// Samples of an hour.
    static let recent = 720
    /// Minutes of a day.
    static let minutes = 1_440
    /// Samples that become one minute.
    private static let perMinute = 12

    /// A sample in 32 bytes; NaN for nothing.
    private struct Packed {
        var at: Int64
        var roundTrip: Float
        var loss: Float
        var lag: Float
        var converge: Float
        var pending: UInt32

        init(_ sample: QualitySample) {
            at = sample.atMilliseconds
            roundTrip = sample.roundTripSeconds.map { Float($0) } ?? .nan
            loss = sample.loss.map { Float($0) } ?? .nan
            lag = sample.lagSeconds.map { Float($0) } ?? .nan
            converge = sample.convergeSeconds.map { Float($0) } ?? .nan
            pending = UInt32(clamping: sample.pendingChanges)
        }

        var sample: QualitySample {
            QualitySample(
                atMilliseconds: at, roundTripSeconds: Self.number(roundTrip), loss: Self.number(loss),
                pendingChanges: UInt64(pending), lagSeconds: Self.number(lag), convergeSeconds: Self.number(converge))
        }

        /// As many digits as were kept, and not the rest of their binary fraction.
        private static func number(_ value: Float) -> Double? { value.isNaN ? nil : Double("\(value)") }
    }

    private struct Ring {
        let capacity: Int
        private var items: [Packed] = []
        private var next = 0

        init(_ capacity: Int) { self.capacity = capacity }

        mutating func append(_ item: Packed) {
            if items.count < capacity { items.append(item) } else { items[next] = item }
            next = (next + 1) % capacity
        }

        /// Oldest first.
        var all: [Packed] { items.count < capacity ? items : Array(items[next...] + items[..<next]) }

        /// The newest ones, oldest first.
        func last(_ count: Int) -> ArraySlice<Packed> { all.suffix(count) }
    }

    private var fine = Ring(recent)
    private var coarse = Ring(minutes)
    private var sinceMinute = 0

    /// Adds a sample; every twelfth ends a minute.
    mutating func append(_ sample: QualitySample) {
        fine.append(Packed(sample))
        sinceMinute += 1
        guard sinceMinute == Self.perMinute else { return }
        sinceMinute = 0
        coarse.append(Self.minute(of: fine.last(Self.perMinute)))
    }

    /// Averages of what was measured, and the worst of what was behind.
    private static func minute(of samples: ArraySlice<Packed>) -> Packed {
        var minute = samples[samples.endIndex - 1]
        func values(_ part: KeyPath<Packed, Float>) -> [Float] {
            samples.map { $0[keyPath: part] }.filter { !$0.isNaN }
        }
        func mean(_ part: KeyPath<Packed, Float>) -> Float {
            let values = values(part)
            return values.isEmpty ? .nan : values.reduce(0, +) / Float(values.count)
        }
        minute.roundTrip = mean(\.roundTrip)
        minute.loss = mean(\.loss)
        minute.converge = mean(\.converge)
        minute.lag = values(\.lag).max() ?? .nan
        minute.pending = samples.map(\.pending).max() ?? 0
        return minute
    }

    /// The samples, oldest first: minutes as far as the last hour's samples do not reach.
    var samples: [QualitySample] {
        let fine = fine.all
        let begin = fine.first?.at ?? .max
        return (coarse.all.filter { $0.at < begin } + fine).map(\.sample)
    }
}
