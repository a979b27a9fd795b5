"""`dataclasses.dataclass` for frozen classes, which are made in a quarter of the time.

The standard library writes and compiles six methods for each class, and a command imports up to two
hundred of them: half a second on a Raspberry Pi. Here only ``__init__`` is compiled; the other
methods are shared. For mypy, `dataclasses.fields` and `dataclasses.replace` it is the same, but a
frozen class of the standard library's cannot inherit from one of these.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from dataclasses import MISSING, FrozenInstanceError, fields
    from operator import attrgetter

    _set = object.__setattr__

    def dataclass(cls=None, /, *, frozen=False, slots=False, **others):
        """Make a frozen dataclass quickly; leave all others to `dataclasses.dataclass`.

        Each field of a frozen class is an argument of ``__init__``, by place or by name.
        """
        if not frozen or others:
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, **others)
        return lambda each: _frozen(each, slots=slots)

    def _frozen(cls, *, slots):
        own = set(vars(cls))
        cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
        cls.__init__ = _init(cls)
        cls.__setattr__ = cls.__delattr__ = _refuse
        cls.__getstate__, cls.__setstate__ = _values, _take_values
        if "__repr__" not in own:
            cls.__repr__ = _repr
        if "__eq__" not in own:
            cls.__eq__, cls.__hash__ = _comparison(cls)
        return cls

    def _init(cls):
        lines = [f"_set(self, {each.name!r}, {_value(each)})" for each in fields(cls)]
        if hasattr(cls, "__post_init__"):
            lines.append("self.__post_init__()")
        scope = {"_set": _set, "MISSING": MISSING}
        scope |= {f"_new_{each.name}": each.default_factory for each in fields(cls)}
        names = ", ".join(each.name for each in fields(cls))
        exec(f"def __init__(self, {names}):\n " + "\n ".join(lines or ["pass"]), scope)
        init = scope["__init__"]
        init.__defaults__ = tuple(each.default for each in fields(cls) if _is_optional(each))
        init.__annotations__ = {each.name: each.type for each in fields(cls)} | {"return": None}
        init.__qualname__ = f"{cls.__qualname__}.__init__"
        return init

    def _is_optional(field):
        return field.default is not MISSING or field.default_factory is not MISSING

    def _value(field):
        """The expression for what a field is set to."""
        name = field.name
        if field.default_factory is MISSING:
            return name
        return f"_new_{name}() if {name} is MISSING else {name}"

    def _comparison(cls):
        """``__eq__`` and ``__hash__``, by the values of all fields that are compared."""
        names = [each.name for each in fields(cls) if each.compare]
        # Of one name alone there would be no tuple, and NaN would not be equal to itself.
        values = attrgetter(*names, names[0]) if names else lambda _: ()

        def is_equal(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        return is_equal, lambda self: hash(values(self))

    def _repr(self):
        shown = [f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr]
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _refuse(_self, name, *_value):
        raise FrozenInstanceError(f"cannot assign to field {name!r}, nor delete it")

    def _values(self):
        """Return the values of the fields, for copies and pickles."""
        return [getattr(self, each.name) for each in fields(self)]

    def _take_values(self, values):
        for each, value in zip(fields(self), values, strict=True):
            _set(self, each.name, value)
