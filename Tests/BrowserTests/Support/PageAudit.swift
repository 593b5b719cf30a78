import BrowserDriver
import ReplicaPanel
import Testing

/// Checks of a page that need no judgement: names, order, contrast, sizes (WCAG 2.2: 1.3.1, 1.4.3, 1.4.10, 2.4.7, 2.5.8, 4.1.2).
enum PageAudit {
    /// Expects that a page of a wide window is sound in both colours.
    static func expectSound(_ page: BrowserPage, _ path: String) async throws {
        for theme in ["light", "dark"] {
            // Colours may take a moment to change; they are looked at once they have.
            try await page.wait(
                "colours are \(theme)",
                until: """
                    document.documentElement.dataset.theme = arguments[0];
                    return document.getAnimations().every((one) => one.playState !== "running" || one.effect.getTiming().iterations === Infinity);
                    """, .string(theme))
            let found = try await page.run(common + contrast + "return found;")
            #expect(found == [], "\(path), \(theme), \(page.browser.engine)")
        }
    }

    /// Expects that a page fits a phone.
    static func expectNarrow(_ page: BrowserPage, _ path: String) async throws {
        let found = try await page.run(
            common + """
                const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
                if (wide > 0) {
                  const edge = document.documentElement.clientWidth;
                  const culprits = [...document.querySelectorAll("body *")].filter(isShown)
                    .filter((one) => !one.closest("#nav, .scroll, .unseen"))
                    .filter((one) => one.getBoundingClientRect().right > edge + 1).slice(0, 3).map(say);
                  found.push(`${wide} px too wide: ${culprits.join(", ")}`);
                }
                return found;
                """)
        #expect(found == [], "\(path) on a phone, \(page.browser.engine)")
    }

    /// Where the focus went from `window.before`: whether that is further on in the page, and whether it can be seen.
    static let step = """
        const now = document.activeElement;
        const style = getComputedStyle(now);
        return {
          at: now.outerHTML.slice(0, 120),
          follows: Boolean(window.before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING),
          shown: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
        };
        """

    /// Structure, names and sizes; collects in `found`.
    private static let common = """
        const found = [];
        const say = (one) => `<${one.tagName.toLowerCase()} ${one.className?.baseVal ?? one.className}> ${one.textContent.trim().slice(0, 40)}`;
        const isShown = (one) => one.checkVisibility?.({ visibilityProperty: true }) !== false && one.getClientRects().length > 0;
        const isUnseen = (one) => Boolean(one.closest(".unseen, .skip"));
        const all = (selector) => [...document.querySelectorAll(selector)].filter(isShown);
        const name = (one) => (one.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("")
          || one.getAttribute("aria-label") || [...(one.labels ?? [])].map((label) => label.textContent).join("")
          || [...one.childNodes].map((child) => child.nodeType === 3 ? child.data
            : child.getAttribute?.("aria-hidden") === "true" ? "" : child.getAttribute?.("aria-label") ?? child.textContent).join("");

        if (document.querySelectorAll("h1").length !== 1) found.push(`${document.querySelectorAll("h1").length} h1`);
        if (!document.documentElement.lang) found.push("no language");
        if (!document.title.trim()) found.push("no title");
        const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
        for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) found.push(`id ${id} twice`);
        for (const one of document.querySelectorAll("[tabindex]")) if (one.tabIndex > 0) found.push(`order changed: ${say(one)}`);
        for (const one of all("button, a, input, select, textarea, summary, [role=img], svg[role]")) {
          if (!name(one).trim()) found.push(`no name: ${say(one)} ${one.outerHTML.slice(0, 80)}`);
        }
        for (const one of all("img")) if (!one.hasAttribute("alt")) found.push("no alt");

        // 2.5.8: 24 by 24 px, or as much room around it; links within a sentence may be as small as its words.
        const targets = all("button, a, input, select, textarea, summary").filter((one) => !isUnseen(one));
        const boxes = targets.map((one) => {
          const box = (one.matches("input[type=checkbox], input[type=radio]") && one.labels?.[0] || one).getBoundingClientRect();
          return { one, box, x: box.x + box.width / 2, y: box.y + box.height / 2, isSmall: box.width < 23.5 || box.height < 23.5 };
        });
        const isInText = ({ one }) => one.matches("p a, li a, dd a, small a") && getComputedStyle(one).display === "inline";
        const distance = (at, box) => Math.hypot(
          Math.max(box.left - at.x, 0, at.x - box.right), Math.max(box.top - at.y, 0, at.y - box.bottom));
        for (const at of boxes.filter((one) => one.isSmall && !isInText(one))) {
          const near = boxes.find((other) => other !== at && !at.one.contains(other.one) && !other.one.contains(at.one)
            && other.one.closest("#nav, #head") === at.one.closest("#nav, #head")
            && (other.isSmall ? Math.hypot(other.x - at.x, other.y - at.y) < 24 : distance(at, other.box) < 12));
          if (near) found.push(`small (${Math.round(at.box.width)} by ${Math.round(at.box.height)}): ${say(at.one)} beside ${say(near.one)}`);
        }
        """

    /// 1.4.3: 4.5 to 1, or 3 to 1 for large letters.
    private static let contrast = """
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const known = new Map();
        const parse = (text) => {
          if (!known.has(text)) {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = text;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            known.set(text, [r, g, b, a / 255]);
          }
          return known.get(text);
        };
        const over = (top, under, alpha = top[3]) => [0, 1, 2].map((index) => top[index] * alpha + under[index] * (1 - alpha)).concat(1);
        const ground = (one) => {
          const layers = [];
          for (let at = one; at; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.backgroundImage !== "none") return null;
            const colour = parse(style.backgroundColor);
            layers.push(colour);
            if (colour[3] === 1) break;
          }
          return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
        };
        const light = (colour) => colour.slice(0, 3).map((one) => one / 255)
          .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
          .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
        const ratio = (one, other) => {
          const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
          return (bright + 0.05) / (dark + 0.05);
        };
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const one = walker.currentNode.parentElement;
          if (!walker.currentNode.data.trim() || !isShown(one) || isUnseen(one)) continue;
          if (one.closest("option, datalist, noscript, script, style, [disabled], svg")) continue;
          const style = getComputedStyle(one);
          const back = ground(one);
          if (!back) continue;
          let opacity = 1;
          for (let at = one; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
          const ink = parse(style.color);
          const size = parseFloat(style.fontSize);
          const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
          const value = ratio(over(ink, back, ink[3] * opacity), back);
          if (value < least - 0.01) found.push(`contrast ${value.toFixed(2)}: ${say(one)}`);
        }
        """
}
