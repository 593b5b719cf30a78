extension PanelOperation {
    /// Every operation there is, in the order of the description.
    package static let all: [PanelOperation] =
        node + panel + peers + documents + bills + stock + stockTake + insight + events + meters + files + demo
}
