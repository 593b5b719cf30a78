import ReplicaCRDT

/// A delta before it is signed.
struct DeltaDraft {
    var space: Space
    var replica: ReplicaID
    var seq: UInt64
    var previous: DeltaHash?
    var stamp: Stamp
    var context: [Position] = []
    var staffContext: [Position] = []
    var user = ""
    var operation: OperationID?
    var predecessor: Position?
    var changes: [Change] = []
    var record: CommitRecord?
    var extensions: [Delta.Extension] = []

    /// Encodes, signs and names the delta.
    func sealed(shop: ShopID, by crypto: any DeltaCrypto) -> Delta {
        var bytes = encodedBody()
        bytes.append(contentsOf: crypto.sign(Delta.signedMessage(body: bytes, shop: shop)))
        return Delta(self, bytes: bytes, hash: crypto.hash(bytes))
    }

    /// The delta as it will be judged, with a placeholder for signature and hash.
    var unsealed: Delta { Delta(self, bytes: [], hash: DeltaHash(high: 0, low: 0)) }
}
