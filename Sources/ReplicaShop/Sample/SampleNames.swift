/// Invented people and places. The family names and towns are made up, the telephone numbers lie in the ranges that the
/// countries' regulators keep for fiction, the postcodes in ranges that are not assigned, and the mail addresses in the
/// domain kept for examples (RFC 2606).
struct SampleNames {
    let country: String
    let firstNames: [String]
    let familyNames: [String]
    let towns: [String]
    let streets: [String]
    let trades: [String]
    let legalForm: String
    /// Digits for `#`.
    let postcodes: [String]
    let phones: [String]
    let isNumberFirst: Bool

    /// Weighted by how often the shop meets them.
    static let countries = [germany, germany, germany, germany, britain, britain, france, sweden, america, america]

    private static let germany = SampleNames(
        country: "DE",
        firstNames: list("Anna Jonas Mira Felix Greta Emil Hanna Paul Leni Oskar Ida Moritz Clara Anton Frieda Jakob"),
        familyNames: list(
            "Tannfeld Rohrmoos Silberquell Winterlohe Hagelstein Birkental Grünwiese Möwenbruck Falkenried Sonnhölzer "
                + "Kieselbach Distelhoff"),
        towns: list("Neurohrmoos Birkenstedt Oberfalkenau Wiesenhausen Grünlohe Steinmöwen"),
        streets: list("Lindenweg Mühlgasse Gartenstraße Bahnhofstraße Schulweg Amselweg"),
        trades: list("Optik Gartenbau Schreinerei Hausverwaltung Café Fahrräder"), legalForm: "GmbH",
        postcodes: ["000##"],
        phones: ["+49 30 23125 ###", "+49 69 90009 ###", "+49 40 66969 ###", "+49 89 99998 ###"], isNumberFirst: false)

    private static let britain = SampleNames(
        country: "GB",
        firstNames: list("Amelia George Isla Arthur Freya Harry Poppy Oscar Elsie Theo Mabel Rory"),
        familyNames: list(
            "Thornmere Ashwick-Lowe Brackenfold Pellwater Kestrelby Wrenhollow Coldharbery Marlstone O'Tarnbrook "
                + "Fenwillow"),
        towns: list("Thornmere Wrenford Pellbury Brackenham Kestrelton"),
        streets: ["Mill Lane", "Station Road", "Church Walk", "Orchard Close", "Harbour Street"],
        trades: list("Bakery Florists Joinery Bookbinders Tearooms"), legalForm: "Ltd",
        postcodes: ["ZZ9# #ZZ", "ZZ# #ZZ"], phones: ["+44 20 7946 0###", "+44 7700 900###"], isNumberFirst: true)

    private static let france = SampleNames(
        country: "FR",
        firstNames: list("Chloé Léo Manon Hugo Zoé Jules Élise Gaspard Lucie Théo"),
        familyNames: list("Valombreux Clairfontel Montrivière Boisgelune Hautegrive Pierrelande Sablonnet Vertécume"),
        towns: ["Saint-Valombre", "Clairfont-sur-Lune", "Montrive", "Boisgelune"],
        streets: ["rue des Tilleuls", "place du Marché", "allée des Pins", "rue du Moulin"],
        trades: list("Fleuriste Reliure Boulangerie Menuiserie"), legalForm: "SARL", postcodes: ["00#0#"],
        phones: ["+33 1 99 00 ## ##", "+33 2 61 91 ## ##", "+33 4 65 71 ## ##"], isNumberFirst: true)

    private static let sweden = SampleNames(
        country: "SE",
        firstNames: list("Astrid Nils Ebba Axel Saga Love Tuva Sixten"),
        familyNames: list("Tallvik-Norr Granskäret Bäckelund Mossjöberg Lärkhamn Ripfjäll"),
        towns: list("Norrskäret Tallhamn Mossjö Lärkvik"),
        streets: list("Skolgatan Hamnvägen Björkstigen Kvarngatan"), trades: list("Trädgård Snickeri Bokbinderi"),
        legalForm: "AB", postcodes: ["000 ##"], phones: ["+46 8 465 004 ##", "+46 70 174 06 5#"], isNumberFirst: false)

    private static let america = SampleNames(
        country: "US",
        firstNames: list("Harper Mason Ruby Wyatt Nora Caleb Stella Owen Maya Ezra Luna Silas"),
        familyNames: list(
            "Redhollow Quillfeather Stonecreek-Day Marrowfield Bluespruce Harlanmoor Pinecastle Driftwell Sagebrooke "
                + "Lanternhill"),
        towns: ["Redhollow", "Quill Springs", "Marrow Falls", "Pinecastle Bay"],
        streets: ["Maple Street", "2nd Avenue", "Ridge Road", "Lakeview Drive"],
        trades: list("Hardware Diner Outfitters Stationers"), legalForm: "LLC", postcodes: ["0000#"],
        phones: ["+1 202 555 01##", "+1 415 555 01##", "+1 312 555 01##"], isNumberFirst: true)

    private static func list(_ words: String) -> [String] {
        words.split(separator: " ").map { String($0) }
    }

    /// The letters of a mail address: plain ones, others by their usual spelling, the rest left out.
    static func mailbox(_ name: String) -> String {
        let spellings: [Character: String] = [
            "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "a", "é": "e", "è": "e", " ": ".", "-": "-",
        ]
        return name.lowercased().map { $0.isASCII && $0.isLetter ? String($0) : spellings[$0] ?? "" }.joined()
    }

    /// `pattern` with a digit for each `#`.
    static func filled(_ pattern: String, _ random: inout SplitMix64) -> String {
        var text = ""
        for character in pattern {
            text += character == "#" ? String(random.number(0...9)) : String(character)
        }
        return text
    }
}
