// A change of the shop in a few words.

const VERBS = { appear: "new", update: "changed", disappear: "deleted" };
const NOUNS = {
  bill: "Bill",
  draft: "Draft",
  product: "Product",
  customer: "Customer",
  payment: "Payment",
  credit: "Credit",
  question: "Question",
  movement: "Movement",
  count: "Count",
  member: "Computer",
  settings: "Settings",
};

/** What a transaction was, by its most telling document. */
export function ledgerWords(row) {
  const order = [
    "bill",
    "payment",
    "credit",
    "question",
    "draft",
    "count",
    "product",
    "customer",
    "member",
    "settings",
  ];
  const one =
    order.map((collection) => row.documents.find((document) => document.collection === collection)).find(Boolean) ??
      row.documents[0];
  if (!one) return "A change";
  const stock = one.collection === "product" ? one.fields.find((field) => field.path.startsWith("stock")) : null;
  if (stock && one.change === "update") return `${one.key}: stock ${stock.before ?? 0} → ${stock.after}`;
  const payment = one.collection === "bill" ? one.fields.find((field) => field.path === "payment") : null;
  if (payment && one.change === "update") return `Bill ${one.key}: ${payment.after}`;
  return `${NOUNS[one.collection] ?? one.collection} ${one.key ?? ""} ${VERBS[one.change]}`.replace("  ", " ");
}
