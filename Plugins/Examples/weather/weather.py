"""A plugin on the stock NATS client: Roost needs no library of its own.

    roost bus request weather.now '{"place": "Riga"}'
"""

import asyncio
import json
import os
import signal
import sys
import zlib

import nats
from nats.micro import add_service


def weather(place: str) -> dict:
    """Made up, but always the same for one place: this is an example."""
    number = zlib.crc32(place.encode())
    sky = ("clear", "cloudy", "rain", "snow")[number % 4]
    return {"place": place, "sky": sky, "celsius": number // 4 % 45 - 10}


async def now(request) -> None:
    try:
        place = json.loads(request.data)["place"]
        if not isinstance(place, str):
            raise TypeError("'place' is not a text")
    except Exception as error:  # whatever a caller sends, it gets an answer
        await request.respond_error("400", f"ask with a place: {error}")
        return
    await request.respond(json.dumps(weather(place)).encode())


async def main() -> int:
    url = os.environ.get("NATS_URL")
    if not url:
        print("weather: start me through the host: roost feature install DIR", file=sys.stderr)
        return 2

    done = asyncio.Event()
    status = 0

    def end(reason: int) -> None:
        nonlocal status
        status = status or reason
        done.set()

    async def bus_gone() -> None:
        # The host starts us anew, with a new NATS_URL: reconnecting is its work, not ours.
        end(1)

    bus = await nats.connect(
        url,
        name=os.environ.get("ROOST_FEATURE", "weather"),
        allow_reconnect=False,
        closed_cb=bus_gone,
        disconnected_cb=bus_gone,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end, 0)

    service = await add_service(bus, name="weather", version="1.0.0", description="The weather of a place")
    await service.add_endpoint(name="now", subject="weather.now", handler=now)
    await bus.publish("kernel.ready", b"")

    async def beat() -> None:
        while True:
            await bus.publish("kernel.beat", b"")
            await asyncio.sleep(float(os.environ.get("ROOST_BEAT_EVERY", "10")))

    beating = asyncio.create_task(beat())
    await done.wait()
    beating.cancel()
    if status == 0:
        # Answers what has been asked, then says goodbye.
        await asyncio.wait_for(bus.drain(), timeout=4)
        return 0
    return status


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
