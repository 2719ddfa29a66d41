import Delivery
import TUF
import Testing

@testable import Update

struct DeliveryFaultTests {
    @Test func `what this machine's trust store fails at is no fault of the line`() {
        let overtaken = DeliveryError.metadata(.overtaken(folder: "/trust"))
        let store = DeliveryError.metadata(.store(StoreFailure("/trust", "no space left on device")))
        #expect(Fault(overtaken).kind == .machine && overtaken.patience == 0)
        #expect(Fault(store).kind == .machine && store.patience == nil)
        #expect(Fault(.metadata(.missing(url: "http://r/1.root.json"))).kind == .network)
    }
}
