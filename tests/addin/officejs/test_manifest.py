"""The manifest: what Excel's schema asks for, as far as it can be checked without Microsoft's own service."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from defusedxml.ElementTree import fromstring

from addin.officejs.book_scripts import SCRIPTS, Script
from addin.officejs.manifest import IDENTITY, LONG, SHORT, manifest
from utenfor.command_line import main
from utenfor.ribbon_scripts import all_scripts

ADDRESS = "https://utenfor.example.no"
OFFICE = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
OVERRIDES = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
BASIC = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"

# The order that the schema's sequences have; an element out of order makes Excel refuse the whole file.
ORDER = {
    f"{OFFICE}OfficeApp": (
        "Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl",
        "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements", "DefaultSettings", "Permissions",
        "VersionOverrides",
    ),
    f"{OVERRIDES}VersionOverrides": ("Hosts", "Resources", "WebApplicationInfo"),
    f"{OVERRIDES}Host": ("Runtimes", "AllFormFactors", "DesktopFormFactor"),
    f"{OVERRIDES}ExtensionPoint": ("Script", "Page", "Metadata", "Namespace", "CustomTab"),
    f"{OVERRIDES}DesktopFormFactor": ("FunctionFile", "ExtensionPoint"),
    f"{OVERRIDES}CustomTab": ("Group", "Label"),
    f"{OVERRIDES}Group": ("Label", "Icon", "Control"),
    f"{OVERRIDES}Control": ("Label", "Supertip", "Icon", "Action"),
    f"{OVERRIDES}Supertip": ("Title", "Description"),
    f"{OVERRIDES}Action": ("TaskpaneId", "SourceLocation", "FunctionName"),
    f"{OVERRIDES}Resources": ("Images", "Urls", "ShortStrings", "LongStrings"),
}  # fmt: skip
MOST = {"ShortStrings": SHORT, "LongStrings": LONG, "Urls": 2048, "Images": 2048}


@pytest.fixture
def root() -> ET.Element:
    """The manifest of a server with the host's own scripts."""
    return parsed(manifest(ADDRESS, SCRIPTS))


def parsed(text: str) -> ET.Element:
    """Return the root of an XML text."""
    found: ET.Element = fromstring(text)
    return found


def resources(root: ET.Element) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, id and value of each resource."""
    for kind in root.iterfind(f".//{OVERRIDES}Resources/*"):
        for one in kind:
            yield kind.tag.partition("}")[2], one.attrib["id"], one.attrib["DefaultValue"]


def test_every_element_stands_in_the_schema_s_order(root: ET.Element) -> None:
    for element in root.iter():
        if element.tag in ORDER:
            places = [ORDER[element.tag].index(child.tag.partition("}")[2]) for child in element]
            assert places == sorted(places), element.tag


def test_every_resource_that_is_named_is_there_once_and_short_enough(root: ET.Element) -> None:
    there = [name for _, name, _ in resources(root)]
    named = {element.attrib["resid"] for element in root.iter() if "resid" in element.attrib}
    assert named == set(there)
    assert len(there) == len(set(there))
    assert all(len(name) <= 32 for name in there)
    assert all(0 < len(value) <= MOST[kind] for kind, _, value in resources(root))


def test_ids_of_controls_are_one_each_and_texts_are_cut_to_what_excel_takes() -> None:
    scripts = {f"skript_{number}": Script(run=str, label="Å" * 200, tip="&<" * 200) for number in range(3)}
    root = parsed(manifest(ADDRESS, scripts))
    ids = [element.attrib["id"] for element in root.iter(f"{OVERRIDES}Control")]
    assert len(ids) == len(set(ids)) == 4
    assert all(0 < len(value) <= MOST[kind] for kind, _, value in resources(root))


def test_the_id_never_changes_and_the_version_has_four_numbers(root: ET.Element) -> None:
    assert root.findtext(f"{OFFICE}Id") == IDENTITY == "46912423-f6e6-487e-bb1a-0362c5cb5036"
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", root.findtext(f"{OFFICE}Version") or "")


def test_every_address_is_the_server_s_and_is_served(root: ET.Element, client: httpx.Client) -> None:
    addresses = {value for element in root.iter() for value in element.attrib.values() if value.startswith("http")}
    assert addresses
    for address in addresses:
        assert address.startswith(f"{ADDRESS}/")
        answer = client.get(urlsplit(address).path)
        assert answer.status_code == httpx.codes.OK
        if address.endswith(".png"):
            size = int(re.search(r"-(\d+)\.png", address)[1])  # type: ignore[index]  # every icon is named by its size
            assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
            assert int.from_bytes(answer.content[16:20]) == int.from_bytes(answer.content[20:24]) == size


def test_the_namespace_is_utenfor(root: ET.Element) -> None:
    assert ("ShortStrings", "Functions.Namespace", "UTENFOR") in list(resources(root))


def test_the_command_writes_the_manifest_and_refuses_a_public_address_without_sign_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mappe" / "manifest.xml"
    assert main(["manifest", "--out", str(out)]) == 0
    assert out.read_text("utf-8") == manifest("https://localhost:8443", all_scripts())
    assert main(["manifest", "--address", ADDRESS, "--out", str(out)]) == 2
    assert "uten innlogging" in capsys.readouterr().err
