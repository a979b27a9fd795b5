#!/usr/bin/env bash
# Expected: A voice reads "7:04" (a split), "8.5" (a speed) and "km/h" alike in each language: as a
#   duration, a decimal number, and kilometres an hour.
# Happens: eSpeak NG (1.52 in espeakng-loader 0.2.4) reads 7:04 as digits in English, "seven zero four", and
#   as a time of day in German, "sieben Uhr vier". 8,5 is "acht Komma fünf" in German, and "eight five" in
#   English; 8.5 is "eight point five", and "acht Punkt fünf". "km/h" is "K M slash H" in
#   English and "K M H" in German.
# Matters: Who runs hears the kilometre's split as an hour, and a speed of 8.5 as "eight, five" as
#   soon as text and voice are of two languages. Durations and units are to be words before a voice gets them, and
#   the decimal mark goes with the voice's language.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check espeakng-loader==0.2.4
"$folder/venv/bin/python" - <<'PYTHON'
from ctypes import CDLL, POINTER, addressof, byref, c_char_p, c_int, c_void_p, create_string_buffer
from importlib.metadata import version

import espeakng_loader

espeak = CDLL(espeakng_loader.get_library_path())
espeak.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
espeak.espeak_TextToPhonemes.argtypes = [POINTER(c_void_p), c_int, c_int]
espeak.espeak_TextToPhonemes.restype = c_char_p
espeak.espeak_Info.restype = c_char_p
SYNCHRONOUS, UTF_8 = 2, 1
espeak.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
print("espeakng-loader", version("espeakng-loader"), "eSpeak NG", espeak.espeak_Info(None).decode())


def read(voice: str, words: str) -> str:
    """The phonemes, without the marks of stress."""
    espeak.espeak_SetVoiceByName(voice.encode())
    text = create_string_buffer(words.encode())
    rest, phonemes = c_void_p(addressof(text)), []
    while rest.value:
        phonemes.append(espeak.espeak_TextToPhonemes(byref(rest), UTF_8, 0).decode())
    plain = " ".join(phonemes).translate(str.maketrans("", "", "',_|;:%"))
    print(f"{voice} {words!r:8} {plain}")
    return plain


assert read("de", "7:04") == "zib@n ur nUl fir", "the hour of seven, and four"
assert read("en", "7:04") == "sEv@n zi@roU fo@"
assert read("de", "8,5") == "axt kOmA fynf"
assert read("en", "8,5") == "eIt faIv"
assert read("en", "8.5") == "eIt pOInt faIv"
assert read("de", "8.5") == "axt pUNkt fynf"
assert "slaS" in read("en", "km/h")
assert read("de", "km/h") == "kAEm hA"
PYTHON
