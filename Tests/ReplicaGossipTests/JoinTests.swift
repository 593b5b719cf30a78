import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct JoinTests {
    private static let inviter = TestCrypto(seed: 1)
    private static let joiner = TestCrypto(seed: 2)
    private static let binding = [UInt8](repeating: 9, count: 32)
    private static let secret = [UInt8](repeating: 3, count: 16)
    private static let link = LinkID(1)
    private static let now = TestNode.instant(0)
    private static var later: UInt64 { now.wall / 1_000_000 + 3_600 }

    private var inviting = InviterJoin(shop: TestShop.id, key: inviter.key, crypto: inviter)

    private mutating func invitation(holding: Holding = .everything) -> Invitation {
        inviting.invite(
            OpenInvitation(secret: Self.secret, holding: holding, series: "B", expiry: Self.later),
            addresses: [PeerAddress(host: [10, 0, 0, 1], port: 7700)]
        ).link
    }

    /// Opens a session and asks; the inviter's effects.
    private mutating func ask(
        _ invitation: Invitation, as crypto: TestCrypto = joiner, link: LinkID = link, at now: Instant = now,
        binding: [UInt8] = binding, seenBinding: [UInt8] = binding
    ) throws -> (JoinerJoin, InviterJoin.Effects) {
        var join = JoinerJoin(invitation, key: crypto.key, name: "till 2", crypto: crypto)
        let question = try join.opened(inviterKey: Self.inviter.key, binding: binding, at: Self.now)
        _ = inviting.handle(.opened(link, key: crypto.key, binding: seenBinding), at: now)
        return (join, inviting.handle(.frame(link, question), at: now))
    }

    private func refusal(_ effects: InviterJoin.Effects) -> JoinFailure? {
        guard case .refused(let reason)? = effects.frames.first.flatMap({ try? JoinMessage(bytes: $0.bytes) }) else {
            return nil
        }
        return reason
    }

    @Test mutating func `who proves the secret is admitted, and told what it holds`() throws {
        let (join, effects) = try ask(invitation(holding: TestShop.holding(1)))
        let admittance = try #require(effects.admissions.first)
        #expect(admittance.link == Self.link && admittance.key == Self.joiner.key && admittance.name == "till 2")
        #expect(admittance.holding == TestShop.holding(1) && admittance.series == "B")
        #expect(effects.frames.isEmpty && effects.changed.map(\.state) == [.used(by: Self.joiner.key)])
        let answer = inviting.handle(.admitted(Self.link), at: Self.now)
        #expect(answer.closes.map(\.reason) == ["joined"])
        let admitted = try join.answered(answer.frames[0].bytes)
        #expect(admitted.shop == TestShop.id && admitted.inviter == Self.inviter.node)
        #expect(admitted.holding == TestShop.holding(1) && admitted.series == "B")
    }

    @Test mutating func `an invitation is used once, but its user may ask again`() throws {
        let invitation = invitation()
        _ = try ask(invitation)
        _ = inviting.handle(.closed(Self.link), at: Self.now)
        let again = try ask(invitation, link: LinkID(2)).1
        #expect(again.admissions.count == 1)
        let other = try ask(invitation, as: TestCrypto(seed: 3), link: LinkID(3)).1
        #expect(refusal(other) == .used && other.admissions.isEmpty)
    }

    @Test mutating func `a proof is good in its session only`() throws {
        let other = [UInt8](repeating: 8, count: 32)
        let effects = try ask(invitation(), seenBinding: other).1
        #expect(refusal(effects) == .wrongProof)
    }

    @Test mutating func `five wrong proofs end an invitation, even for who then knows the secret`() throws {
        let invitation = invitation()
        for number in 1...5 {
            let effects = try ask(invitation, link: LinkID(UInt64(number)), seenBinding: [0]).1
            #expect(refusal(effects) == .wrongProof)
            #expect(effects.changed.map(\.state) == [.open(failures: number)])
        }
        #expect(refusal(try ask(invitation, link: LinkID(6)).1) == .ended)
    }

    @Test mutating func `an expired invitation is refused by the inviter's clock`() throws {
        let late = Instant(monotonic: 1, wall: (Self.later + 1) * 1_000_000)
        #expect(refusal(try ask(invitation(), at: late).1) == .expired)
    }

    @Test mutating func `an invitation of another shop's admin is not known here`() throws {
        let stranger = Invitation(
            inviter: Self.inviter.node, shop: TestShop.id, role: .admin, secret: [UInt8](repeating: 4, count: 16),
            expiry: Self.later, addresses: [])
        _ = invitation()
        #expect(refusal(try ask(stranger).1) == .foreign)
    }

    @Test
    mutating func
        `the joiner says nothing to who is not the inviter, and believes no one who does not know the secret`()
        throws
    {
        let invitation = invitation()
        var join = JoinerJoin(invitation, key: Self.joiner.key, name: "x", crypto: Self.joiner)
        #expect(throws: JoinFailure.foreign) {
            try join.opened(inviterKey: Self.joiner.key, binding: Self.binding, at: Self.now)
        }
        _ = try join.opened(inviterKey: Self.inviter.key, binding: Self.binding, at: Self.now)
        let forged = JoinMessage.admitted(holding: .everything, series: "Z", proof: [UInt8](repeating: 0, count: 32))
        #expect(throws: JoinFailure.wrongProof) { try join.answered(forged.encoded) }
        #expect(throws: JoinFailure.used) { try join.answered(JoinMessage.refused(.used).encoded) }
        #expect(throws: JoinFailure.malformed) { try join.answered([7]) }
    }

    @Test mutating func `the joiner's own proof sent back to it is no proof`() throws {
        let (join, _) = try ask(invitation())
        var again = join
        let question = try again.opened(inviterKey: Self.inviter.key, binding: Self.binding, at: Self.now)
        let answer = JoinMessage.admitted(holding: .everything, series: "", proof: Array(question.suffix(32)))
        #expect(throws: JoinFailure.wrongProof) { try join.answered(answer.encoded) }
    }

    @Test mutating func `a failed admission leaves the invitation good`() throws {
        let invitation = invitation()
        _ = try ask(invitation)
        #expect(refusal(inviting.handle(.notAdmitted(Self.link), at: Self.now)) == .notAdmitted)
        #expect(try ask(invitation, as: TestCrypto(seed: 3), link: LinkID(2)).1.admissions.count == 1)
    }

    @Test mutating func `sessions are bounded in number and in time, and garbage ends them`() throws {
        for number in 1...UInt64(InviterJoin.sessions) {
            _ = inviting.handle(.opened(LinkID(number), key: [1], binding: Self.binding), at: Self.now)
        }
        let full = inviting.handle(.opened(LinkID(99), key: [1], binding: Self.binding), at: Self.now)
        #expect(refusal(full) == .full)
        #expect(refusal(inviting.handle(.frame(LinkID(1), [1, 2, 3]), at: Self.now)) == .malformed)
        let due = try #require(full.deadline)
        let over = inviting.handle(.deadline, at: Instant(monotonic: due, wall: Self.now.wall))
        #expect(over.closes.count == InviterJoin.sessions - 1 && over.deadline == nil)
    }

    @Test mutating func `invitations are bounded, kept and forgotten`() throws {
        var forgotten: [[UInt8]] = []
        for number in 0...InviterJoin.invitations {
            let open = OpenInvitation(
                secret: [UInt8](repeating: UInt8(number), count: 16), holding: TestShop.holding(7), series: "",
                expiry: Self.later + UInt64(number))
            #expect(try OpenInvitation(encoded: open.encoded) == open)
            forgotten += inviting.invite(open, addresses: []).forgotten
        }
        #expect(inviting.open.count == InviterJoin.invitations && forgotten.count == 1)
        let kept = InviterJoin(shop: TestShop.id, key: Self.inviter.key, crypto: Self.inviter, kept: inviting.open)
        #expect(kept.open == inviting.open)
        let year = Instant(monotonic: 1, wall: Self.now.wall + 365 * 86_400_000_000)
        #expect(inviting.handle(.deadline, at: year).forgotten.count == InviterJoin.invitations)
        #expect(inviting.open.isEmpty)
    }

    @Test func `join frames that end early or go on are refused`() {
        let messages: [JoinMessage] = [
            .ask(invitation: Self.secret, name: "till", proof: Self.binding),
            .admitted(holding: TestShop.holding(1), series: "B", proof: Self.binding), .refused(.full),
        ]
        for message in messages {
            #expect((try? JoinMessage(bytes: message.encoded)) == message)
            for count in 0..<message.encoded.count {
                #expect((try? JoinMessage(bytes: Array(message.encoded.prefix(count)))) == nil)
            }
            #expect((try? JoinMessage(bytes: message.encoded + [0])) == nil)
        }
    }
}
