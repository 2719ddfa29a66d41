"""A guest book: GET / shows its entries, POST / adds one. Version 2 also says how often it was read."""
import http.server, os, socketserver, sqlite3, sys

VERSION = 1
DATABASE = os.path.join(os.environ["ROOST_DATA"], "guestbook.db")

database = sqlite3.connect(DATABASE, isolation_level=None)
if database.execute("PRAGMA user_version").fetchone()[0] == 0:
    database.executescript("PRAGMA journal_mode = WAL; CREATE TABLE entry (words TEXT NOT NULL); PRAGMA user_version = 1")


class Book(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        lines = [f"guest book, version {VERSION}"]
        if VERSION >= 2:
            database.execute("UPDATE visit SET count = count + 1")
            lines.append("read %d times" % database.execute("SELECT count FROM visit").fetchone())
        lines += [words for (words,) in database.execute("SELECT words FROM entry")]
        self.answer("\n".join(lines) + "\n")

    def do_POST(self):
        words = self.rfile.read(min(int(self.headers["Content-Length"]), 1000)).decode()
        database.execute("INSERT INTO entry VALUES (?)", (words,))
        self.answer("thank you\n")

    def answer(self, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


socketserver.TCPServer.allow_reuse_address = True
with socketserver.TCPServer(("127.0.0.1", int(sys.argv[1])), Book) as server:
    server.serve_forever()
