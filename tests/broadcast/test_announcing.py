"""The broadcast is found on the network as a trainer is, by the real library's browser."""

import asyncio

from zeroconf import ServiceStateChange
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from runwalk_tui.broadcast.announcing import KIND, announced, service_info

SERIAL = 0x1234ABCD


async def test_apps_find_it_and_where_it_listens() -> None:
    found = asyncio.Event()
    names = list[str]()

    def noted(*, name: str, state_change: ServiceStateChange, **_: object) -> None:
        if state_change is ServiceStateChange.Added:
            names.append(name)
            found.set()

    app = AsyncZeroconf(interfaces=["127.0.0.1"])
    browser = AsyncServiceBrowser(app.zeroconf, KIND, handlers=[noted])
    async with announced("127.0.0.1", 40000, SERIAL), asyncio.timeout(60):
        await found.wait()
        info = AsyncServiceInfo(KIND, names[0])
        assert await info.async_request(app.zeroconf, 30_000)
    await browser.async_cancel()
    await app.async_close()
    assert (info.port, info.parsed_addresses()) == (40000, ["127.0.0.1"])
    assert info.decoded_properties["ble-service-uuids"] == "0x1826,0x1814,0x180D"


def test_the_hardware_address_is_no_makers() -> None:
    told = service_info("127.0.0.1", 1, SERIAL).decoded_properties["mac-address"]
    assert told == "02-00-12-34-AB-CD"
    assert int(told[:2], 16) & 0b11 == 0b10, "locally administered, for one station"
