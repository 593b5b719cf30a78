import Replica
import ReplicaShop

extension PanelOperation {
    static let documents: [PanelOperation] = [
        listProducts, showProduct, addProduct, changeProduct,
        listCustomers, showCustomer, addCustomer, changeCustomer,
    ]

    static let listProducts = PanelOperation(
        .get, "/api/product", id: "listProducts", "Products", tag: .documents, for: .admins("list products"),
        parameters: [
            .text(in: "SKU, name, barcode, category or supplier"), .filter(ShopFields.products.names),
            .flag("low", "Only those at or below their threshold."),
            .flag("out", "Only those of which nothing is left."),
            .flag("below-zero", "Only those with a level below zero."), .uncounted,
            .sort(["sku", "name", "price", "level", "counted"]), .limit, .after,
        ],
        answers: [.init(.ok, "One page.", .json(named: "ProductPage"))])

    static let showProduct = PanelOperation(
        .get, "/api/product/{id}", id: "showProduct", "One product, by SKU, barcode, id or the beginning of the id",
        tag: .documents, for: .admins("look products up"), parameters: [.explain],
        answers: [.init(.ok, "The product.", .json(named: "Product"))])

    static let addProduct = PanelOperation(
        .post, "/api/product", id: "addProduct", "Add a product", tag: .documents, .writes,
        for: .admins("add products"), body: .json(named: "NewProduct"),
        answers: [
            .init(.created, "The product.", .json(named: "Product")),
            .init(.ok, "A repetition, or a dry run.", .json(named: "Product")),
        ])

    static let changeProduct = PanelOperation(
        .patch, "/api/product/{id}", id: "changeProduct", "Change fields of a product",
        details:
            "Only the members given change; null clears. Issued bills keep the price and tax they were issued with.",
        tag: .documents, .writes, for: .admins("change products"), body: .json(named: "ProductChange"),
        answers: [.init(.ok, "The product now.", .json(named: "Product"))])

    static let listCustomers = PanelOperation(
        .get, "/api/customer", id: "listCustomers", "Customers", tag: .documents, for: .admins("list customers"),
        parameters: [
            .text(in: "id, key, name, company, e-mail or town"), .filter(ShopFields.customers.names),
            .sort(["name", "company", "city", "ref", "bills", "open"]), .limit, .after,
        ],
        answers: [.init(.ok, "One page.", .json(named: "CustomerPage"))])

    static let showCustomer = PanelOperation(
        .get, "/api/customer/{id}", id: "showCustomer",
        "One customer and what is open, by id, the beginning of it, or the shop's own key", tag: .documents,
        for: .admins("look customers up"), parameters: [.explain],
        answers: [.init(.ok, "The customer.", .json(named: "Customer"))])

    static let addCustomer = PanelOperation(
        .post, "/api/customer", id: "addCustomer", "Add a customer", tag: .documents, .writes,
        for: .admins("add customers"), body: .json(named: "NewCustomer"),
        answers: [
            .init(.created, "The customer.", .json(named: "Customer")),
            .init(.ok, "A repetition, or a dry run.", .json(named: "Customer")),
        ])

    static let changeCustomer = PanelOperation(
        .patch, "/api/customer/{id}", id: "changeCustomer", "Change fields of a customer",
        details: "Only the members given change; null clears.", tag: .documents, .writes,
        for: .admins("change customers"), body: .json(named: "CustomerChange"),
        answers: [.init(.ok, "The customer now.", .json(named: "Customer"))])
}
