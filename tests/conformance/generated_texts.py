"""Texts as people write them and as nobody does: every script, emoji sequences, links, names, tags, in any order.

Characters of Unicode 3.2 and emoji up to Unicode 11 only: the package's own tables are that old, ours are ICU's. The eye in a
speech bubble is left out: the package knows only its half of 2015, without U+FE0F at the eye, and counts five for the whole.
"""
import random
import unicodedata

OLD = unicodedata.ucd_3_2_0
LETTERS = [chr(code) for code in range(0xA0, 0x1D800) if OLD.category(chr(code))[0] in "LM"
           and OLD.category(chr(code)) == unicodedata.category(chr(code))]
SIGNS = [chr(code) for code in range(0x20, 0x2700) if OLD.category(chr(code))[0] in "NPSZ"
         and OLD.category(chr(code)) == unicodedata.category(chr(code))]
CJK = [chr(code) for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), *range(0x4E00, 0x4F00), *range(0xAC00, 0xAD00))]
LATIN = list("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789éäßøñÅœ")
CYRILLIC = [chr(code) for code in range(0x410, 0x450)]
ARABIC = [chr(code) for code in range(0x621, 0x63B)]
THAI = [chr(code) for code in range(0xE01, 0xE2F)]
HINDI = [chr(code) for code in range(0x905, 0x94E)]
ALPHABETS = [LATIN, LATIN, LATIN, CJK, CYRILLIC, ARABIC, THAI, HINDI]
EMOJI = ["😀", "🔥", "👍🏽", "👨‍👩‍👧‍👦", "👩🏿‍🚀", "🏳️‍🌈", "🇩🇪", "🇯🇵", "❤️", "☺️", "1️⃣", "#️⃣", "*⃣", "🤷🏻‍♀️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☎️", "⌚", "🀄"]
SPACES = [" ", " ", " ", " ", "\n", "\t", "\u00a0", "\u3000", "\u2003", "  "]
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\u200e", "\u200f", "\u202a", "\u202c", "\u2066", "\u2069", "\u061c", "\u00ad", "\ufeff"]
PUNCTUATION = list(".,;:!?'\"()[]{}<>/\\|-_+=*&^%$#@~`…–—“”„«»、。！？・＠＃") + ["...", "://", "http://", "@@", "RT @", "rt:@"]
TOP_LEVEL = ["com", "de", "co.uk", "org", "io", "museum", "xn--p1ai", "рф", "中国", "한국", "test", "example", "COM", "c", "shop", "co"]


class Texts:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kinds = [self.word, self.word, self.word, self.space, self.space, self.space, self.sign, self.emoji, self.link,
                      self.name, self.tag, self.symbol, self.hidden, self.letter]

    def pick(self, choices):
        return self.random.choice(choices)

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def some(self, alphabet, most):
        return "".join(self.pick(alphabet) for _ in range(self.random.randint(1, most)))

    def word(self):
        return self.some(self.pick(ALPHABETS), 9)

    def space(self):
        return self.pick(SPACES)

    def sign(self):
        return self.pick(PUNCTUATION) if self.chance(80) else self.pick(SIGNS)

    def emoji(self):
        return self.pick(EMOJI)

    def hidden(self):
        return self.pick(INVISIBLE)

    def letter(self):
        return self.pick(LETTERS)

    def name(self):
        list_name = "/" + self.some("ab-_9", 30) if self.chance(20) else ""
        return self.pick("@@@＠") + self.some("abzXY_09", 24 if self.chance(10) else 12) + list_name

    def tag(self):
        return self.pick("###＃") + self.some([*self.pick(ALPHABETS), "_", "·", "ー", "9"], 12)

    def symbol(self):
        return "$" + self.some("abcXYZ", 7) + self.pick(["", ".A", "_ab", "."])

    def domain(self):
        labels = [self.some([*self.pick(ALPHABETS), *"-_-09"], 70 if self.chance(2) else 8) for _ in range(self.random.randint(1, 3))]
        return ".".join([*labels, self.pick(TOP_LEVEL)])

    def link(self):
        parts = [self.pick(["http://", "https://", "HTTP://", "", "", "ftp://"])]
        parts.append("t.co/" + self.some("abXY09", 50) if self.chance(8) else self.domain())
        if self.chance(10):
            parts.append(":" + self.pick(["80", "x", ""]))
        if self.chance(60):
            parts.append("/" + "".join(self.pick(["a", "b/", "(c)", "(d(e)f)", "(", ")", ".", "é", "ж", "中", "@x", "#y", "–", "!", "%20", "~"])
                                       for _ in range(self.random.randint(0, 6))))
        if self.chance(30):
            parts.append("?" + self.some("ab=&.;/?()é", 8))
        return "".join(parts)

    def text(self):
        return "".join(self.pick(self.kinds)() for _ in range(self.random.randint(1, 14)))
