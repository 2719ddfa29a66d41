/// A way into a hub, and its name in the tables.
struct Door {
    let label: String
    let endpoint: Endpoint
}
