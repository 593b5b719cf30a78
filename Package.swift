// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "replica",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Replica", targets: ["Replica"]),
        .executable(name: "replica", targets: ["ReplicaCLI"]),
    ],
    dependencies: [],
    targets: [
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"]), .brew(["qrencode"])]),

        module("ReplicaCRDT"),
        module("ReplicaDocuments", ["ReplicaCRDT"]),
        module("ReplicaGossip", ["ReplicaDocuments", "ReplicaCRDT"]),
        module("ReplicaSimulator", ["ReplicaGossip", "ReplicaDocuments", "ReplicaCRDT"]),
        module("ReplicaStorage", ["CSQLite"]),
        module("ReplicaCrypto", ["COpenSSL"]),
        module("ReplicaTransport", ["ReplicaCrypto", "COpenSSL"]),
        module(
            "Replica",
            ["ReplicaGossip", "ReplicaDocuments", "ReplicaCRDT", "ReplicaStorage", "ReplicaCrypto", "ReplicaTransport"]),
        module("ReplicaShop", ["Replica"]),
        module(
            "ReplicaPanel", ["ReplicaShop", "Replica", "CMicroHTTPD", "CQREncode"], resources: [.copy("Resources")]),
        module("ReplicaCommand", ["ReplicaPanel", "Replica"]),
        .executableTarget(
            name: "ReplicaCLI",
            dependencies: ["ReplicaCommand", "ReplicaPanel", "ReplicaShop", "Replica", "ReplicaSimulator"],
            swiftSettings: settings),
        .executableTarget(
            name: "ReplicaBenchmarks",
            dependencies: [
                "Replica", "ReplicaGossip", "ReplicaDocuments", "ReplicaCRDT", "ReplicaCrypto", "ReplicaTransport",
                "ReplicaPanel", "ReplicaShop", "BrowserDriver", "CSQLite",
            ],
            path: "Benchmarks", swiftSettings: settings),

        .target(name: "NodeProcesses", path: "Tests/NodeProcesses", swiftSettings: settings),
        .target(
            name: "BrowserDriver", dependencies: ["ReplicaPanel"], path: "Tests/BrowserDriver", swiftSettings: settings),

        tests("ReplicaCRDTTests", ["ReplicaCRDT"]),
        tests("ReplicaDocumentsTests", ["ReplicaSimulator", "ReplicaDocuments", "ReplicaCRDT"]),
        tests("ReplicaGossipTests", ["ReplicaGossip", "ReplicaDocuments", "ReplicaCRDT"]),
        tests("SimulationTests", ["ReplicaSimulator", "ReplicaDocuments", "ReplicaCRDT"]),
        tests("ReplicaStorageTests", ["ReplicaStorage", "CSQLite"]),
        tests("ReplicaTransportTests", ["ReplicaTransport", "ReplicaCrypto"]),
        tests("ReplicaTests", ["Replica", "ReplicaStorage", "ReplicaCrypto"]),
        tests("ReplicaShopTests", ["ReplicaShop", "Replica"]),
        tests("ReplicaPanelTests", ["ReplicaPanel", "ReplicaShop", "Replica"]),
        tests("ReplicaCLITests", ["ReplicaCLI", "ReplicaCommand", "ReplicaPanel", "Replica", "NodeProcesses"]),
        tests("BrowserTests", ["BrowserDriver", "NodeProcesses", "ReplicaCLI", "ReplicaPanel"]),
        tests("HouseRulesTests", []),
    ],
    swiftLanguageModes: [.v6]
)
