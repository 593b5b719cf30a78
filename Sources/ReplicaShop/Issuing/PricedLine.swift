/// A line whose product was looked up: what the totals need, and what the bill will say.
struct PricedLine {
    let key: String
    let product: String
    let sku: String
    let name: String
    let line: BillLine
}
