"""Reading the tree: its files, what they include, and their code without comments and texts."""
import os
import re
from functools import lru_cache
from pathlib import Path

ROOT = Path(os.environ.get("PROJECT_SOURCE_DIR", Path(__file__).resolve().parents[2]))
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.MULTILINE)
COMMENT_OR_TEXT = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"\((?:.*?)\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
SOURCES = (".h", ".hpp", ".cpp", ".c")
CXX = (".hpp", ".cpp")


def files(*folders, suffixes=SOURCES):
    """The files below these folders, as paths relative to the tree: "host_stub/main.cpp"; not installed packages."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file() and "node_modules" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


@lru_cache(maxsize=None)
def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def code(source):
    """Comments and the insides of literals taken out; digit separators are no characters."""
    source = re.sub(r"(?<=\d)'(?=\d)", "", source)

    def blank(match):
        kept = '""' if match.group(0)[0] in "\"'R" else ""
        return kept + "\n" * match.group(0).count("\n")
    return COMMENT_OR_TEXT.sub(blank, source)


def includes(name):
    return INCLUDE.findall(text(name))


@lru_cache(maxsize=None)
def reaches(name):
    """Everything a file includes, directly or through headers of ours."""
    found, waiting = set(), [name]
    while waiting:
        for target in includes(waiting.pop()):
            if target not in found:
                found.add(target)
                if (ROOT / target).is_file():
                    waiting.append(target)
    return frozenset(found)
