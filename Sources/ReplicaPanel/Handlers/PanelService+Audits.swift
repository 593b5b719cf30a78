import Replica
import ReplicaShop

/// Proofs, or the exact differences.
extension PanelService {
    var auditHandlers: [Binding] {
        [
            (.auditNumbers, { _ in .json(try await auditNumbers()) }),
            (.auditStock, { _ in .json(try await auditStock()) }),
            (.auditSignatures, { _ in .json(try await auditSignatures()) }),
        ]
    }

    private func auditNumbers() async throws -> JSON {
        let audit = try await shop.auditNumbers()
        return [
            "sound": .bool(audit.isSound), "bills": JSON(audit.bills), "series": .array(audit.series.map(Self.json)),
            "discrepancies": .array(
                audit.discrepancies.map {
                    [
                        "series": .string($0.series.description), "recorded": JSON($0.recorded?.description),
                        "found": JSON($0.found?.description),
                    ]
                }),
        ]
    }

    private static func json(_ report: SeriesReport) -> JSON {
        [
            "series": .string(report.series.description), "sound": .bool(report.isSound),
            "first": .string(report.first.description), "last": .string(report.last.description),
            "count": JSON(report.count), "voids": JSON(report.voids),
            "gaps": .array(report.gaps.map { ["from": JSON($0.lowerBound), "to": JSON($0.upperBound)] }),
            "duplicates": .array(report.duplicates.map { JSON($0) }),
            "backdated": .array(report.backdated.map { .string($0.description) }), "closed": .bool(report.isClosed),
            "text": .string(report.sentence),
        ]
    }

    private func auditStock() async throws -> JSON {
        let audit = try await shop.auditStock()
        return [
            "sound": .bool(audit.isSound), "products": JSON(audit.products), "levels": JSON(audit.levels),
            "movements": JSON(audit.movements), "counts": JSON(audit.counts),
            "differences": .array(
                audit.differences.map {
                    [
                        "product": .string($0.product), "sku": .string($0.sku), "location": .string($0.place),
                        "level": .integer($0.level), "ledger": .integer($0.ledger),
                    ]
                }),
            "badCounts": .array(audit.badCounts.map { .string($0) }), "text": .string(audit.sentence),
        ]
    }

    private func auditSignatures() async throws -> JSON {
        let audit = try await node.auditSignatures()
        let names = try await names(of: Set(audit.failures.map(\.node)))
        return [
            "sound": .bool(audit.isSound), "changes": JSON(audit.changes), "chains": JSON(audit.chains),
            "waiting": JSON(audit.waiting),
            "failures": .array(
                audit.failures.map {
                    [
                        "node": .string($0.node), "nodeName": .string(names[$0.node] ?? $0.node),
                        "space": .string($0.space), "seq": JSON($0.seq), "reason": .string($0.reason),
                    ]
                }),
        ]
    }
}
