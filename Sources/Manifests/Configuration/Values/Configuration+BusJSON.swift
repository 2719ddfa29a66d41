import Wire

extension Configuration.Bus {
    var json: JSON {
        [
            "listen": JSON(listen?.text), "maxPayload": JSON(maxPayload), "maxControlLine": JSON(maxControlLine),
            "pingInterval": JSON(pingInterval), "pingMax": JSON(pingMax), "maxConnections": JSON(maxConnections),
            "maxPending": JSON(maxPending), "token": JSON(token), "anonymous": .bool(anonymous), "users": .array(users.map(\.json)),
        ]
    }

    init?(json: JSON) {
        guard let maxPayload = json["maxPayload"]?.int, let maxControlLine = json["maxControlLine"]?.int,
            let pingInterval = json["pingInterval"]?.unsigned, let pingMax = json["pingMax"]?.int,
            let maxConnections = json["maxConnections"]?.int, let maxPending = json["maxPending"]?.int,
            let anonymous = json["anonymous"]?.bool, let users = json["users"]?.array
        else { return nil }
        listen = json["listen"]?.string.flatMap { ListenAddress($0) }
        (self.maxPayload, self.maxControlLine) = (maxPayload, maxControlLine)
        (self.pingInterval, self.pingMax) = (pingInterval, pingMax)
        (self.maxConnections, self.maxPending) = (maxConnections, maxPending)
        (token, self.anonymous) = (json["token"]?.string, anonymous)
        self.users = users.compactMap(Configuration.User.init)
    }
}

extension Configuration.User {
    fileprivate var json: JSON {
        [
            "name": .string(name), "password": .string(password), "publish": publish.json, "subscribe": subscribe.json,
            "responses": responses?.json ?? .null,
        ]
    }

    fileprivate init?(json: JSON) {
        guard let name = json["name"]?.string, let password = json["password"]?.string,
            let publish = json["publish"].flatMap(Configuration.Subjects.init),
            let subscribe = json["subscribe"].flatMap(Configuration.Subjects.init)
        else { return nil }
        self.init(
            name: name, password: password, publish: publish, subscribe: subscribe,
            responses: json["responses"].flatMap(Configuration.Responses.init))
    }
}

extension Configuration.Subjects {
    fileprivate var json: JSON { ["allow": allow.map { JSON($0) } ?? .null, "deny": JSON(deny)] }

    fileprivate init?(json: JSON) {
        guard let deny = json["deny"]?.texts else { return nil }
        self.init(allow: json["allow"]?.texts, deny: deny)
    }
}

extension Configuration.Responses {
    fileprivate var json: JSON { ["max": JSON(max), "expires": JSON(expires)] }

    fileprivate init?(json: JSON) {
        guard let max = json["max"]?.int, let expires = json["expires"]?.unsigned else { return nil }
        self.init(max: max, expires: expires)
    }
}
