import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage

extension NodeCore {
    /// Admits a member: an admin into `staff`, a customer's device into that customer's space. A name that another member has
    /// gets a number, so that people can tell them apart. Admitting a key again changes nothing. The caller pushes and makes it durable as any commit of its own.
    func admit(
        _ key: [UInt8], named name: String, to holding: Holding, series: String
    ) throws(ReplicaError) {
        let node = crypto.node(of: key)
        guard store.membership.current(node) == nil else { return }
        let name = freeName(name)
        var transaction = store.transaction()
        do throws(TransactionFailure) {
            switch holding {
            case .everything:
                let record = MemberRecord(key: key, role: .admin, series: series)
                try transaction.admit(record, as: node, named: name, in: .staff)
            case .customer(let id):
                let space = Space.customer(id)
                try transaction.admit(
                    MemberRecord(key: key, role: .customer, series: ""), as: node, named: name, in: space)
                let discovery = DocumentAddress(space, DiscoveryKey.devices)
                if store.document(discovery) == nil {
                    try transaction.set(discovery, DiscoveryKey.field, to: .bytes(randomBytes(32)))
                }
            }
            if let receipt = try store.commit(transaction, at: Clock.moment) { willPush(receipt.deltas) }
        } catch { throw ReplicaError(error) }
    }

    /// The name, or with the first number from 2 on that makes it another than every member's: `vm 2`.
    private func freeName(_ name: String) -> String {
        let taken = Set(store.membership.members.map { Array(memberName($0).utf8) })
        guard taken.contains(Array(name.utf8)) else { return name }
        for number in 2... {
            let suffix = " \(number)"
            var stem = name[...]
            while stem.utf8.count + suffix.utf8.count > FormatLimits.userBytes { stem = stem.dropLast() }
            if !taken.contains(Array((stem + suffix).utf8)) { return stem + suffix }
        }
        preconditionFailure("the numbers do not end")
    }

    /// The prefix of the next admin's number series: this replica's own, and a component for the number of its admissions so
    /// far. A component is a letter and then digits, so that a path can be taken apart in one way only; vowels, 0 and 1 are
    /// left out, so that there are no words and no look-alikes.
    func nextSeries() -> String {
        let members = store.membership.members.compactMap { store.membership.current($0)?.record.series }
        let taken = Set(members + joins.open.map(\.series))
        for number in 0... {
            let name = store.series + Self.component(number)
            if !taken.contains(name) { return name }
        }
        preconditionFailure("the numbers do not end")
    }

    private static func component(_ number: Int) -> String {
        let letters = Array("BCDFGHJKLMNPQRSTVWXYZ")
        var (rest, letter) = number.quotientAndRemainder(dividingBy: letters.count)
        var digits = ""
        while rest > 0 {
            digits = String((rest - 1) % 8 + 2) + digits
            rest = (rest - 1) / 8
        }
        return String(letters[letter]) + digits
    }

    /// Makes the node of a member: `admission` asks for it, once the directory is known to be free, and says what the node will
    /// hold. Its store is empty until its inviter has sent it.
    static func joined(
        directory: String, schema: Schema, name: String, invitation: Invitation,
        admission: () throws(ReplicaError) -> JoinerJoin.Admitted
    ) throws(ReplicaError) -> NodeCore {
        let core = try newMember(
            directory: directory, schema: schema, shop: invitation.shop, name: name, inviter: invitation.inviter
        ) { () throws(ReplicaError) in try admission().holding }
        try core.write(durable: true)
        return core
    }
}
