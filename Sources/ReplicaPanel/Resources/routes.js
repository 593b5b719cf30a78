// Which address is which page. A page is a function that gives a view: its title, its element, and what it does when rows come
// (`refresh`), when the node's standing changes (`standing`) and when it is left (`leave`).

import { dashboard } from "/app/dashboard.js";
import { bill } from "/app/bill.js";
import { bills } from "/app/bills.js";
import { editDraft, newDraft } from "/app/draft.js";
import { customer, customers } from "/app/customers.js";
import { stock } from "/app/stock.js";
import { product } from "/app/product.js";
import { moves } from "/app/moves.js";
import { stockTake } from "/app/count.js";
import { countSheet } from "/app/count-sheet.js";
import { orderList } from "/app/order-list.js";
import { peers } from "/app/peers.js";
import { conflicts } from "/app/conflicts.js";
import { settings } from "/app/settings.js";
import { demo } from "/app/demo.js";
import { home, ownBills, statistics } from "/app/customer.js";
import { numbers, printBill, printBills } from "/app/print.js";
import { ownStatement, statement } from "/app/statement.js";

const ADMIN = [
  [/^\/$/, dashboard],
  [/^\/bills$/, bills],
  [/^\/bills\/new$/, newDraft],
  [/^\/drafts\/([^/]+)$/, editDraft],
  [/^\/bills\/([^/]+)$/, bill],
  [/^\/bills\/([^/]+)\/print$/, printBill],
  [/^\/print$/, printBills],
  [/^\/numbers$/, numbers],
  [/^\/customers\/([^/]+)\/statement$/, statement],
  [/^\/customers$/, customers],
  [/^\/customers\/([^/]+)$/, customer],
  [/^\/stock$/, stock],
  [/^\/stock\/moves$/, moves],
  [/^\/stock\/count$/, stockTake],
  [/^\/stock\/sheet$/, countSheet],
  [/^\/stock\/order$/, orderList],
  [/^\/stock\/([^/]+)$/, product],
  [/^\/peers$/, peers],
  [/^\/conflicts$/, conflicts],
  [/^\/settings$/, settings],
  [/^\/demo$/, demo],
];
const CUSTOMER = [
  [/^\/$/, home],
  [/^\/bills$/, ownBills],
  [/^\/bills\/([^/]+)$/, bill],
  [/^\/bills\/([^/]+)\/print$/, printBill],
  [/^\/statement$/, ownStatement],
  [/^\/stats$/, statistics],
  [/^\/settings$/, settings],
];

/** The view for an address, as one role sees it; nothing if no page has it. */
export function viewAt(path, context) {
  for (const [pattern, page] of context.status.role === "admin" ? ADMIN : CUSTOMER) {
    const match = pattern.exec(path);
    if (match) return page(context, ...match.slice(1).map(decodeURIComponent));
  }
  return null;
}
