/// What the invented shop sells. Generic goods only: no brand, no maker.
struct SampleCatalogue {
    /// One article in one variant.
    struct Article {
        let category: String
        /// Three letters that the SKU begins with.
        let code: String
        /// Its number within the category, from 1.
        let position: Int
        let name: String
        /// In hundredths of a unit of a currency like the euro.
        let cents: Int
        let isReduced: Bool
    }

    /// Invented wholesalers.
    private static let suppliers = [
        "Ostermann Wholesale", "Lindholm & Daughters", "Blue Harbour Goods", "Talbach Supply", "Corner Cash & Carry",
    ]

    /// Who delivers an article: one wholesaler for each category.
    static func supplier(of article: Article) -> String {
        suppliers[article.code.utf8.reduce(0) { $0 + Int($1) } % suppliers.count]
    }

    static let articles: [Article] = {
        var articles: [Article] = []
        var category = ""
        var code = ""
        var isReduced = false
        var position = 0
        for line in goods.split(separator: "\n") {
            let parts = line.split(separator: "|").map { String($0) }
            precondition(parts.count == 3, "a line of the catalogue has three parts: \(line)")
            if line.first == "#" {
                (category, code, isReduced, position) = (
                    String(parts[0].dropFirst()), parts[1], parts[2] == "reduced", 0
                )
                continue
            }
            guard let cents = Int(parts[1]) else { preconditionFailure("\(parts[1]) is no price") }
            for (step, variant) in parts[2].split(separator: ",").enumerated() {
                position += 1
                articles.append(
                    Article(
                        category: category, code: code, position: position, name: "\(parts[0]), \(variant)",
                        cents: cents + (hasSizes(parts[2]) ? step * cents / 200 * 100 : 0), isReduced: isReduced))
            }
        }
        return articles
    }()

    /// Variants that are sizes rise in price; colours and tastes do not.
    private static func hasSizes(_ variants: String) -> Bool {
        variants.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } || variants.hasPrefix("small")
    }

    // "#category|code|rate", then "article|price|variant,variant,…".
    private static let goods = """
        #Stationery|STA|standard
        Ballpoint pen|149|blue,black,red,green
        Notebook A5|399|lined,squared,plain,dotted
        Notebook A4|549|lined,squared,plain
        Pencil set|599|6 pieces,12 pieces,24 pieces
        Fineliner|199|black,blue,red,violet,orange
        Sticky notes|279|yellow,pink,green
        Paper scissors|499|small,large
        Ruler|199|15 cm,30 cm
        #Paper goods|PAP|standard
        Greeting card|295|birthday,thanks,congratulations,wedding,blank
        Gift wrap|349|stripes,dots,leaves,stars,plain kraft
        Envelope, pack of 25|329|white,cream,brown
        Copy paper, 500 sheets|549|white,recycled
        Gift bag|249|small,medium,large
        Wall calendar|1299|forest,coast,mountains
        Ribbon, 10 m|199|red,gold,silver,green
        Drawing pad|699|A4,A3
        #Tea|TEA|reduced
        Black tea|499|100 g,250 g,500 g
        Green tea|549|100 g,250 g,500 g
        Fruit tea|429|berry,apple,orange,rose hip
        Herbal tea|399|mint,camomile,fennel,sage,lemon balm
        Rooibos|449|plain,vanilla,caramel
        Iced tea mix|389|lemon,peach
        Tea sampler|999|12 bags,24 bags,48 bags
        #Coffee and cocoa|COF|reduced
        House blend|649|250 g,500 g,1000 g
        Espresso beans|749|250 g,500 g,1000 g
        Filter coffee, ground|599|mild,medium,dark
        Decaffeinated|699|250 g,500 g
        Drinking cocoa|459|plain,hazelnut,orange,spiced
        Malt coffee|379|200 g,400 g
        Coffee sampler|1299|3 sorts,6 sorts
        #Pantry|PAN|reduced
        Blossom honey|599|250 g,500 g
        Jam|389|strawberry,apricot,plum,cherry,quince
        Oat biscuits|299|plain,chocolate,raisin,ginger
        Olive oil|899|250 ml,500 ml,750 ml
        Sea salt|249|fine,coarse,with herbs
        Dried pasta|229|ribbons,spirals,tubes,shells
        Chutney|449|mango,tomato,fig
        Mustard|279|mild,hot,sweet
        #Kitchen|KIT|standard
        Mug|899|white,blue,green,grey,terracotta
        Tea pot|2499|0.6 l,1.0 l,1.4 l
        Chopping board|1899|small,medium,large
        Kitchen knife|1699|10 cm,15 cm,20 cm
        Tea towel|699|checked,striped,plain
        Mixing bowl|1299|1 l,2 l,3 l
        Wooden spoon|349|round,flat,slotted
        Storage jar|599|0.5 l,1.0 l,2.0 l
        #Household|HOU|standard
        Dish brush|299|beech,olive wood
        Washing-up liquid|329|lemon,lavender,unscented
        Laundry soap|449|500 ml,1000 ml
        Clothes pegs, 24|399|natural,coloured
        Dustpan and brush|1199|red,grey
        Cleaning cloth, 3 pieces|499|blue,yellow,green
        Storage box|999|small,medium,large
        Watering can|1599|1 l,3 l,5 l
        Door mat|1999|grey,brown,striped
        #Garden|GAR|standard
        Flower seeds|249|cornflower,poppy,marigold,sunflower,lupin
        Herb seeds|229|basil,parsley,chives,thyme,dill
        Vegetable seeds|259|carrot,radish,bean,pumpkin
        Flower pot|599|12 cm,16 cm,20 cm
        Garden gloves|799|green,grey,yellow
        Hand trowel|899|narrow,wide
        Bird feeder|1799|hanging,standing
        Garden twine|349|50 m,100 m
        #Candles|CAN|standard
        Pillar candle|599|white,ivory,red,green
        Taper candle, 4 pieces|449|white,ivory,red,blue
        Scented candle|1299|cedar,orange,lavender,vanilla
        Tea lights|399|25 pieces,50 pieces,100 pieces
        Beeswax candle|799|10 cm,15 cm,20 cm
        Candle holder|999|brass,glass,clay
        Lantern|2299|black,white
        Matches|199|short,long
        #Bath|BAT|standard
        Hand soap|399|olive,lavender,rose,oat
        Shampoo bar|799|nettle,coconut,camomile
        Bath salt|649|250 g,500 g
        Hand cream|549|50 ml,75 ml,100 ml
        Guest towel|899|white,sand,blue,green
        Bath towel|2499|white,sand,blue,green
        Tooth brush|349|soft,medium
        Comb|449|beech,horn-like
        Bath mat|1999|white,grey
        #Textiles|TEX|standard
        Wool blanket|5999|grey,ochre,blue
        Cushion cover|1499|rust,sage,sand,blue
        Table cloth|2999|130 cm,160 cm,220 cm
        Apron|1999|grey,striped,olive
        Cotton bag|499|plain,printed
        Scarf|2499|grey,red,green,navy
        Slippers|2999|grey,brown,red
        Socks|899|grey,navy,mustard
        #Toys|TOY|standard
        Building blocks|1999|30 pieces,50 pieces,100 pieces
        Jigsaw|1299|48 pieces,200 pieces,500 pieces
        Wooden car|999|red,blue,yellow
        Skipping rope|699|2.0 m,2.5 m
        Card game|899|pairs,quartets,snap
        Soft toy|1499|bear,hare,fox,owl
        Colouring pencils|599|12 pieces,24 pieces
        Spinning top|549|red,green,natural
        Dice set|399|6 pieces,10 pieces
        Kite|1699|red,rainbow
        """
}
