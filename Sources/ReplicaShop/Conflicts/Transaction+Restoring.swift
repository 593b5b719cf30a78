import Replica

extension Transaction {
    /// Writes a value that a field had, as a form that shows the field as it is now would: with the checks of an edit and what follows
    /// from one. It replaces everything that lives in the field, also where it shows the same already.
    mutating func restore(_ document: DocumentView, _ path: String, to value: Value) throws {
        let seen = [path: document.seen(path)]
        switch document.reference.collection {
        case ShopCollection.product:
            if let edit = ProductEdit(path, value) {
                _ = try self.edit(document, edit, seen: seen)
                return
            }
        case ShopCollection.customer:
            if let edit = CustomerEdit(path, value) {
                _ = try self.edit(document.reference, edit, seen: seen)
                return
            }
        case ShopCollection.draft: try checkNotIssued(document)
        default: break
        }
        try set(document.reference, path, to: value)
    }
}

extension ProductEdit {
    /// The edit of one field to a value as it is stored; nil if no form edits it, or the value is no such value.
    fileprivate init?(_ path: String, _ value: Value) {
        self.init()
        let isNone = value == .null
        switch (path, value.text, value.integer) {
        case ("sku", let text?, _): sku = .to(text)
        case ("name", let text?, _): name = .to(text)
        case ("price", _, _):
            guard let money = Money(value) else { return nil }
            price = .to(money)
        case ("taxRate", _, let points?):
            guard let rate = TaxRate(basisPoints: Int(clamping: points)) else { return nil }
            taxRate = .to(rate)
        case ("taxRate", _, _) where isNone: taxRate = .to(nil)
        case ("threshold", _, let number) where number != nil || isNone: threshold = .to(number)
        case ("target", _, let number) where number != nil || isNone: target = .to(number)
        case ("barcode", let text, _) where text != nil || isNone: barcode = .to(text)
        case ("category", let text, _) where text != nil || isNone: category = .to(text)
        case ("supplier", let text, _) where text != nil || isNone: supplier = .to(text)
        default: return nil
        }
    }
}

extension CustomerEdit {
    /// The edit of one field to a value as it is stored; nil if no form edits it, or the value is no such value.
    fileprivate init?(_ path: String, _ value: Value) {
        self.init()
        switch (path, value.text) {
        case ("name", let text?): name = .to(text)
        case (_, let text) where (text != nil || value == .null) && Self.fields.contains { $0.path == path }:
            texts[path] = .some(text)
        default: return nil
        }
    }
}
