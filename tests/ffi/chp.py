"""The channel contract in ctypes: only the standard library, only what the headers say.

The layouts are read from the C headers themselves, so there is no second copy to keep in step.
"""
import ctypes
import re
from pathlib import Path

HEADERS = ("channel_types.h", "channel_plugin.h", "channel_services.h", "channel_extensions.h")
SCALARS = {
    "uint32_t": ctypes.c_uint32, "int32_t": ctypes.c_int32, "uint64_t": ctypes.c_uint64,
    "int64_t": ctypes.c_int64, "size_t": ctypes.c_size_t, "chp_status": ctypes.c_int32,
    "char": ctypes.c_char, "void": None,
}
STRUCT = re.compile(r"typedef struct (\w+) \{(.*?)\n\} \1;", re.DOTALL)
FUNCTION = re.compile(r"^(?P<result>.+?)\(\s*CHP_CALL \*(?P<name>\w+)\)\((?P<arguments>.*)\)$", re.DOTALL)
VALUE = re.compile(r"^(?P<type>.*?)(?P<name>\w+)(\[(?P<count>\d+)\])?$", re.DOTALL)
NUMBER = re.compile(r"\b(CHP_\w+) = (-?\d+|1u << \d+)")
STRING = re.compile(r'#define (CHP_(?:SVC|EXT)_\w+|CHP_ENTRY_SYMBOL) "([^"]+)"')


def _without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _split_arguments(text):
    """Splits at commas that are not inside parentheses."""
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [part.strip() for part in parts + [text[start:]] if part.strip() not in ("", "void")]


class Contract:
    """Every struct, number and id of the headers below `include_root`/plugin_api."""

    def __init__(self, include_root):
        text = "\n".join(_without_comments((Path(include_root) / "plugin_api" / name).read_text())
                         for name in HEADERS)
        self.structs = {}
        self.numbers = {name: self._number(value) for name, value in NUMBER.findall(text)}
        self.strings = dict(STRING.findall(text))
        self.numbers["CHP_ABI_VERSION"] = 1 << 16
        for name, body in STRUCT.findall(text):
            self._add_struct(name, body)

    @staticmethod
    def _number(text):
        return 1 << int(text.split("<<")[1]) if "<<" in text else int(text)

    def _add_struct(self, name, body):
        fields = [self._field(" ".join(line.split())) for line in body.split(";") if line.strip()]
        self.structs[name] = type(name, (ctypes.Structure,), {"_fields_": fields})

    def _field(self, declaration):
        function = FUNCTION.match(declaration)
        if function:
            return function["name"], self._function_type(function)
        value = VALUE.match(declaration)
        kind = self._type(value["type"])
        return value["name"], kind * int(value["count"]) if value["count"] else kind

    def _function_type(self, function):
        arguments = [self._argument(part) for part in _split_arguments(function["arguments"])]
        return ctypes.CFUNCTYPE(self._type(function["result"]), *arguments)

    def _argument(self, text):
        function = FUNCTION.match(text)
        if function:
            return self._function_type(function)
        kind = self._type(VALUE.match(text)["type"])
        # As an argument it may come with a length instead of a final NUL.
        return ctypes.c_void_p if kind is ctypes.c_char_p else kind

    def _type(self, text):
        """A pointer crosses as an address, a string of the table as bytes."""
        text = text.replace("const ", "").replace("struct ", "").strip()
        if text == "char *":
            return ctypes.c_char_p
        if "*" in text:
            return ctypes.c_void_p
        return SCALARS[text] if text in SCALARS else self.structs[text]

    def new(self, name, /, **members):
        """A zeroed struct with struct_size set; keeps alive what it points to."""
        struct = self.structs[name]()
        struct.kept = []
        if hasattr(struct, "struct_size"):
            struct.struct_size = ctypes.sizeof(struct)
        for member, value in members.items():
            if isinstance(value, str):
                value = self.text(value, struct.kept)
            setattr(struct, member, value)
        return struct

    def text(self, value, kept):
        """A chp_str that borrows from a buffer kept in `kept`."""
        data = ctypes.create_string_buffer(value.encode("utf-8"))
        kept.append(data)
        return self.structs["chp_str"](ctypes.addressof(data), len(data) - 1)

    def at(self, name, address):
        """The struct at an address."""
        return self.structs[name].from_address(address)

    def array(self, name, address, count):
        """The structs an array of pointers names."""
        pointers = (ctypes.c_void_p * count).from_address(address) if count else []
        return [self.at(name, pointer) for pointer in pointers]


def string(value):
    """The text of a chp_str; absent is the empty string."""
    return ctypes.string_at(value.ptr, value.len).decode("utf-8") if value.ptr else ""
