"""The words that people have for where it hurts, place by place, in several languages.

Words are written without accents. English and German words are known by their beginning, by their
end in a compound, and when they are nearly right; those of other languages (Spanish, French,
Italian, Portuguese, Dutch, Scandinavian, Polish) by their beginning alone. The lists are our own.
"""

from enum import StrEnum


class Place(StrEnum):
    """A part of the body, under the word that is kept and shown."""

    FOOT = "foot"
    ANKLE = "ankle"
    SHIN = "shin"
    CALF = "calf"
    KNEE = "knee"
    THIGH = "thigh"
    HIP = "hip"
    PELVIS = "pelvis"
    BACK = "back"
    CHEST = "chest"
    ARM = "arm"
    HAND = "hand"
    JAW = "jaw"
    HEAD = "head"
    BELLY = "belly"
    ELSEWHERE = "elsewhere"

    @property
    def is_heart(self) -> bool:
        """True if pain here is for a doctor, however little it is."""
        return self in (Place.CHEST, Place.ARM, Place.JAW)

    @property
    def is_bone(self) -> bool:
        """True if no running pain at all is accepted here."""
        return self in (Place.SHIN, Place.FOOT, Place.HIP, Place.PELVIS)


STEMS: dict[Place, tuple[str, ...]] = {
    Place.CHEST: (
        *("chest", "breast", "sternum", "rib", "heart", "cardiac", "pector", "thora", "torso"),
        *("brust", "herz", "rippe", "brustkorb", "thorax", "oberkorper", "shoulder", "schulter"),
        *("angina", "breath", "atem", "atmen", "luft", "faint", "dizz", "ohnmacht", "schwindel"),
        *("lightheaded", "lung", "palpit", "collaps", "syncop", "epigastr", "engegef"),
        *("collarbone", "schlusselbein", "kurzatmig", "oberbauch", "armpit", "achsel"),
    ),
    Place.JAW: (
        *("jaw", "kiefer", "throat", "neck", "hals", "kehle", "rachen", "teeth", "tooth", "zahn"),
    ),
    Place.ARM: ("arm", "elbow", "ellbogen", "ellenbogen", "biceps", "triceps", "bizeps", "trizeps"),
    Place.PELVIS: (
        *("pelvi", "groin", "sacr", "pubi", "becken", "leiste", "kreuzbein", "schambein"),
        *("tailbone", "coccyx", "steissbein", "iliac", "ischi", "sitzbein", "sitbone"),
    ),
    Place.HIP: (
        *("hip", "huft", "glute", "buttock", "bum", "gesass", "trochanter", "femur", "thigh bone"),
        "oberschenkelknochen",
    ),
    Place.SHIN: (
        "shin",
        "tibia",
        "fibula",
        "schienbein",
        "wadenbein",
        "lower leg",
        "unterschenkel",
    ),
    Place.FOOT: (
        *("foot", "feet", "toe", "heel", "arch", "sole", "instep", "metatars", "plantar", "bunion"),
        *("fuss", "zeh", "ferse", "sohle", "mittelfuss", "spann", "rist", "navicular", "midfoot"),
    ),
    Place.ANKLE: ("ankle", "knochel", "sprunggelenk", "malleol", "fussgelenk"),
    Place.CALF: ("calf", "calves", "wade", "achill", "soleus", "gastroc"),
    Place.HAND: (
        *("hand", "wrist", "finger", "thumb", "palm", "knuckle", "fingernail"),
        *("daumen", "handgelenk", "knochel der hand"),
    ),
    Place.KNEE: ("knee", "kneecap", "patell", "knie", "kniescheibe", "meniscus", "meniskus"),
    Place.THIGH: ("thigh", "hamstring", "quad", "oberschenkel", "adductor", "adduktor", "it band"),
    Place.BACK: ("back", "spine", "lumbar", "rucken", "wirbel", "kreuz", "lende", "steiss"),
    Place.HEAD: ("head", "kopf", "temple", "schlafe", "stirn", "eye", "auge", "ear", "ohr"),
    Place.BELLY: ("belly", "stomach", "abdom", "stitch", "bauch", "magen", "seitenstechen", "gut"),
    Place.ELSEWHERE: ("elsewhere", "other", "anders", "sonst", "leg", "bein", "muscle", "muskel"),
}
"""Beginnings of English words, the graver places first; written without accents."""

UPPER_BODY = (
    *("shoulder blade", "schulterblatt", "between the shoulder", "upper body", "upper back"),
    *("passed out", "blacked out", "pass out", "black out", "solar plexus", "falta de ar"),
    *("light headed", "oberer rucken", "oberen rucken", "oberer ruecken", "oberen ruecken"),
)
"""Phrases for the chest, or for what is as grave."""

BELONGS_ELSEWHERE: dict[str, Place] = {
    "kreuzbein": Place.PELVIS,
    "quadril": Place.HIP,
    "kreuzband": Place.KNEE,
    "fussgelenk": Place.ANKLE,
    "steissbein": Place.PELVIS,
    "wadenbein": Place.SHIN,
    "headache": Place.HEAD,
    "heartburn": Place.CHEST,
    "hallux": Place.FOOT,
    "army": Place.ELSEWHERE,
    "armband": Place.ELSEWHERE,
    "handrail": Place.ELSEWHERE,
    "handle": Place.ELSEWHERE,
}
"""Words that begin like another place."""

LEFT = (
    *("left", "links", "linke", "linker", "linkes", "linken", "l"),
    *("izquierdo", "izquierda", "gauche", "sinistro", "sinistra", "esquerdo"),
)
RIGHT = (
    *("right", "rechts", "rechte", "rechter", "rechtes", "rechten", "r"),
    *("derecho", "derecha", "droit", "droite", "destro", "destra", "direito"),
)

OTHER_STEMS: dict[Place, tuple[str, ...]] = {
    Place.CHEST: (
        *("pecho", "corazon", "costill", "esternon", "ahogo", "mareo", "desmay", "torac", "hombro"),
        *("poitrin", "coeur", "essouff", "vertig", "evanou", "malaise", "epaule"),
        *("petto", "cuore", "costol", "sterno", "svenim", "affann", "spalla"),
        *("peito", "coracao", "costela", "tontura", "ombro"),
        *("borst", "hart", "benauw", "duizel", "schouder", "brost", "bryst", "hjart", "hjert"),
        *("yrsel", "svim", "axel", "skulder", "skuldra"),
        *("klatk", "piers", "serc", "mostek", "mostk", "zebr", "duszn", "zawrot"),
    ),
    Place.JAW: (
        *(
            "mandib",
            "quijada",
            "garganta",
            "cuello",
            "muela",
            "diente",
            "machoir",
            "gorge",
            "dents",
        ),
        *("mascell", "gola", "collo", "denti", "maxilar", "queixo", "pescoco"),
        *("kaak", "keel", "kake", "kaebe", "kjeve", "nakke", "nacke", "szczek", "zuchw", "gardl"),
    ),
    Place.ARM: (
        *("brazo", "codo", "coude", "bracci", "gomito", "braco"),
        *("cotovel", "elleboog", "armbag", "albue", "ramie", "ramion", "lokie"),
    ),
    Place.HAND: (
        *("muneca", "poignet", "polso", "pulso", "pols", "handled", "nadgarst", "dlon", "palec"),
    ),
    Place.PELVIS: (
        *("ingle", "bassin", "inguin", "bacino", "virilha", "bekken", "schaambeen", "stuit"),
        *("ljumsk", "backen", "lyske", "pachwin", "miednic"),
    ),
    Place.HIP: (
        *("cadera", "nalga", "hanche", "fesse", "fianco", "natic", "quadril", "heup", "hoft"),
        *("skink", "biodr", "poslad"),
    ),
    Place.SHIN: (
        *("espinill", "canill", "perone", "stinco", "canela", "scheen", "smalben", "skinn"),
        *("piszczel", "golen"),
    ),
    Place.FOOT: (
        *("pied", "orteil", "talon", "plante", "tallon", "alluce", "calcagn", "calcanh", "calcane"),
        *("voet", "hiel", "tenen", "fotsul", "pieta", "piete", "srodstop"),
    ),
    Place.ANKLE: ("tobillo", "chevill", "cavigli", "tornozel", "enkel", "ankel", "fotled", "kostk"),
    Place.CALF: (
        *("pantorril", "gemel", "mollet", "polpacc", "panturril", "kuit", "laegg", "lydk"),
        "aquil",
    ),
    Place.KNEE: ("rodill", "genou", "ginocch", "joelh", "knae", "kolan", "rotul", "menisc"),
    Place.THIGH: ("muslo", "isquio", "cuisse", "coscia", "coxa", "dijbeen", "bovenbeen"),
    Place.BACK: ("espald", "schien", "costas", "rygg", "plecy", "plecach", "krzyz"),
    Place.HEAD: ("cabez", "tete", "testa", "cabec", "hoofd", "huvud", "hoved", "glow"),
    Place.BELLY: ("barrig", "estomag", "ventre", "vientre", "pancia", "addom", "buik", "brzuch"),
    Place.ELSEWHERE: ("piern", "jambe", "gamb", "pern", "noga", "nogi"),
}
"""Beginnings of words of other languages."""

WHOLE_WORDS: dict[str, Place] = {
    **dict.fromkeys(("pie", "pies", "pe", "pes", "fot", "fod", "teen", "hael"), Place.FOOT),
    **dict.fromkeys(("stopa", "stopy"), Place.FOOT),
    **dict.fromkeys(("bras", "amr", "amrs"), Place.ARM),
    **dict.fromkeys(("mano", "manos", "mani", "main", "mao", "reka"), Place.HAND),
    **dict.fromkeys(("cote", "cotes", "enge", "bra", "pec", "pecs"), Place.CHEST),
    **dict.fromkeys(("cou", "nek", "gum", "gums", "chin", "jwa"), Place.JAW),
    **dict.fromkeys(("aine", "lies", "lyske"), Place.PELVIS),
    **dict.fromkeys(("anca", "bil"), Place.HIP),
    **dict.fromkeys(("vad", "legg"), Place.CALF),
    **dict.fromkeys(("kna", "kne"), Place.KNEE),
    **dict.fromkeys(("dij", "lar", "udo", "uda"), Place.THIGH),
    **dict.fromkeys(("dos", "rug", "ryg"), Place.BACK),
}
"""Short words that count as they are."""

NUMB_STEMS = (
    *("numb", "tingl", "needles", "taub", "kribbel", "eingeschlafen", "entumec", "hormigue"),
    *("engourdi", "formicol", "intorpid", "dormente", "doof", "tintel", "domnin", "dretw"),
)
"""A hand that is so counts as the arm: it may be what reaches down from the chest."""

GRAVE_WORDS = (
    *("chest", "breastbone", "left arm", "jaw", "faint", "dizzy", "dizziness", "collapse"),
    *("brust", "brustbein", "linker arm", "kiefer", "schwindel", "ohnmacht", "pecho", "poitrine"),
    *("petto", "peito", "palpitation", "passed out", "blacked out"),
)
"""What is looked for in notes: only words that hardly mean anything else."""
