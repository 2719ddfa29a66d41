"""Uses a server as any Python program would, with the stock nats-py client, and says one line for each thing tried.

usage: nats_py_check.py URL               an open server, max_payload 1024
       nats_py_check.py --users URL       the same questions about credentials and permissions

What it prints is compared between nats-server and Roost; a failure ends it with status 1.
"""

import asyncio
import json
import sys

import nats
from nats import errors
from nats.micro import add_service
from nats.micro.service import ServiceConfig


def say(*words):
    print(*words, flush=True)


async def settle(nc):
    """nats-py's PING overtakes what it has not written yet, so one flush says little."""
    await nc.flush()
    await asyncio.sleep(0.05)
    await nc.flush()


async def collect(sub, count):
    return [await sub.next_msg(timeout=5) for _ in range(count)]


async def publish_subscribe(nc):
    sub = await nc.subscribe("greet.*")
    tail = await nc.subscribe("greet.>")
    await nc.publish("greet.joe", b"hello")
    await nc.publish("greet.joe.deep", b"down")
    say("publish:", [(m.subject, m.data, m.reply) for m in await collect(sub, 1)])
    say("wildcards:", [(m.subject, m.data) for m in await collect(tail, 2)])
    await sub.unsubscribe()
    await tail.unsubscribe()


async def auto_unsubscribe(nc):
    sub = await nc.subscribe("few")
    await sub.unsubscribe(limit=2)
    for index in range(5):
        await nc.publish("few", str(index).encode())
    await settle(nc)
    say("auto-unsubscribe:", [m.data for m in await collect(sub, 2)], sub.delivered)


async def queue_groups(url):
    members = [await nats.connect(url) for _ in range(3)]
    heard = [0, 0, 0]

    def counter(index):
        async def count(_):
            heard[index] += 1

        return count

    for index, member in enumerate(members):
        await member.subscribe("work", queue="workers", cb=counter(index))
        await settle(member)
    for _ in range(300):
        await members[0].publish("work", b"x")
    for _ in range(2):
        for member in members:
            await settle(member)
    await asyncio.sleep(0.1)
    say("queue group:", sum(heard), "each had some:", all(heard))
    for member in members:
        await member.close()


async def requests(nc, url):
    server = await nats.connect(url)

    async def answer(msg):
        await msg.respond(msg.data[::-1])

    await server.subscribe("reverse", cb=answer)
    await settle(server)
    say("request:", (await nc.request("reverse", b"abc", timeout=5)).data)
    answers = await asyncio.gather(*[nc.request("reverse", str(i).encode(), timeout=5) for i in range(100, 200)])
    say("requests:", [m.data for m in answers] == [str(i)[::-1].encode() for i in range(100, 200)])
    old = await nc.request("reverse", b"old", timeout=5, old_style=True)
    say("old style request:", old.data)
    await server.drain()
    say("drained:", server.is_closed)
    try:
        await nc.request("reverse", b"abc", timeout=5)
    except errors.NoRespondersError as error:
        say("no responders:", error)


async def headers(nc):
    sub = await nc.subscribe("headed")
    await nc.publish("headed", b"body", headers={"One": "1", "Two": "zwei drei"})
    await nc.publish("headed", b"", headers={"Empty": "x"})
    say("headers:", [(sorted((m.headers or {}).items()), m.data) for m in await collect(sub, 2)])
    await sub.unsubscribe()


async def drain(url):
    nc = await nats.connect(url)
    heard = []

    async def slowly(msg):
        await asyncio.sleep(0.01)
        heard.append(msg.data)

    await nc.subscribe("drain", cb=slowly)
    for index in range(20):
        await nc.publish("drain", str(index).encode())
    await settle(nc)
    await nc.drain()
    say("drain:", len(heard), heard == [str(i).encode() for i in range(20)])


async def too_large(url):
    nc = await nats.connect(url)
    say("max_payload:", nc.max_payload)
    try:
        await nc.publish("big", b"x" * 1025)
    except errors.MaxPayloadError as error:
        say("too large, said by the client:", error)
    await nc.close()

    async def quiet(_):
        pass

    nc = await nats.connect(url, error_cb=quiet, allow_reconnect=False)
    nc._max_payload = 1 << 20
    await nc.publish("big", b"x" * 2000)
    for _ in range(100):
        if nc.is_closed:
            break
        await asyncio.sleep(0.05)
    say("too large, the server closes:", nc.is_closed)


async def find(nc, subject, name):
    """The answer of one service among all that answer."""
    inbox = nc.new_inbox()
    sub = await nc.subscribe(inbox)
    await nc.publish(subject, b"", reply=inbox)
    while True:
        found = json.loads((await sub.next_msg(timeout=5)).data)
        if found["name"] == name:
            await sub.unsubscribe()
            return found


async def services(nc, url):
    provider = await nats.connect(url)
    service = await add_service(provider, ServiceConfig(name="calc", version="1.2.3", description="adds"))

    async def add(request):
        await request.respond(str(sum(json.loads(request.data))).encode())

    async def fail(request):
        await request.respond_error("400", "no such thing")

    group = service.add_group(name="calc")
    await group.add_endpoint(name="add", handler=add)
    await group.add_endpoint(name="fail", handler=fail)
    await settle(provider)
    say("service:", (await nc.request("calc.add", b"[1,2,3]", timeout=5)).data)
    failed = await nc.request("calc.fail", b"", timeout=5)
    say("service error:", sorted(failed.headers.items()))
    for verb in ["PING", "INFO", "STATS"]:
        for subject in [f"$SRV.{verb}", f"$SRV.{verb}.calc"]:
            found = await find(nc, subject, "calc")
            endpoints = [(e["name"], e["subject"]) for e in found.get("endpoints") or []]
            say(subject, found["name"], found["version"], found["type"], endpoints)
    await service.stop()
    await provider.close()


async def open_server(url):
    nc = await nats.connect(url, name="check")
    say("connected:", nc.is_connected, "headers:", nc._server_info["headers"], "proto:", nc._server_info["proto"])
    say("rtt answered:", await nc.rtt() >= 0 if hasattr(nc, "rtt") else True)
    await publish_subscribe(nc)
    await auto_unsubscribe(nc)
    await queue_groups(url)
    await requests(nc, url)
    await headers(nc)
    await drain(url)
    await too_large(url)
    await services(nc, url)
    say("errors:", nc.last_error)
    await nc.close()


async def refused(url, what, **credentials):
    async def quiet(_):
        pass

    try:
        await nats.connect(url, allow_reconnect=False, error_cb=quiet, connect_timeout=3, **credentials)
        say(what, "was let in")
    except Exception as error:
        say(what, "was refused:", type(error).__name__, error)


async def users(url):
    await refused(url, "a wrong password", user="alice", password="wrong")
    await refused(url, "an unknown user", user="zoe", password="a")
    await refused(url, "nobody")
    problems = []

    async def problem(error):
        problems.append(str(error))

    bob = await nats.connect(url, user="bob", password="b", error_cb=problem)
    await bob.subscribe("forbidden")
    await bob.publish("forbidden", b"x")
    await bob.subscribe("_INBOX.mine")
    await bob.publish("req.fine", b"x")
    await settle(bob)
    say("permissions:", problems)
    say("still connected:", bob.is_connected)
    await bob.close()
    alice = await nats.connect(url, user="alice", password="a")
    sub = await alice.subscribe("x")
    await alice.publish("x", b"mine")
    say("alice:", (await sub.next_msg(timeout=5)).data)
    await alice.close()


async def main(arguments):
    if arguments[0] == "--users":
        await users(arguments[1])
    else:
        await open_server(arguments[0])


if __name__ == "__main__":
    asyncio.run(asyncio.wait_for(main(sys.argv[1:]), 60))
