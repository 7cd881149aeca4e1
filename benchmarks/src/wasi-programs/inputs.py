"""Makes the folders that are too many files to keep: the same bytes each time."""

import json

PART = """\
import type {{ Part, Thing }} from './index';

interface Options {{
  readonly label: string;
  readonly factor?: number;
}}

const options: Options = {{ label: 'part {number}', factor: {factor} }};

export const part{number}: Part = {{
  weight({{ name, size }}: Thing): number {{
    const letters = [...(options.label + name)].map((letter) => letter.codePointAt(0) ?? 0);
    return letters.reduce((sum, letter) => sum + letter * (options?.factor ?? 1), size) % {modulus};
  }},
}};
"""

INDEX = """\
export interface Thing {{
  name: string;
  size: number;
}}

export interface Part {{
  weight(thing: Thing): number;
}}

{imports}
export const parts: Part[] = [{names}];
"""


def orders(target, folders=40, files=50):
    """Orders in JSON for the ledgers, some 2 KB each."""
    for folder in range(folders):
        place = target / f"{folder:03d}"
        place.mkdir(parents=True)
        for file in range(files):
            order = _order(folder * files + file)
            (place / f"{file:03d}.json").write_text(json.dumps(order, indent=1), encoding="utf-8")


def _order(number):
    items = [
        {
            "name": f"part {number * 7919 % 997 + at}, größe {at}",
            "count": 1 + (number + at) % 9,
            "cents": (number * 104729 + at * 1299709) % 50000,
            "tags": ["new", "heavy"],
        }
        for at in range(5 + number % 20)
    ]
    return {"id": f"order-{number:05d}", "buyer": {"name": f"Zoë {number % 37}", "since": 1990 + number % 30}, "items": items}


def parts(target, count=800):
    """TypeScript modules for the bundle, and the index that imports all of them."""
    target.mkdir(parents=True)
    for number in range(count):
        text = PART.format(number=number, factor=number % 13 + 1, modulus=number + 101)
        (target / f"part{number}.ts").write_text(text, encoding="utf-8")
    names = [f"part{number}" for number in range(count)]
    imports = "".join(f"import {{ {name} }} from './{name}';\n" for name in names)
    (target / "index.ts").write_text(INDEX.format(imports=imports, names=", ".join(names)), encoding="utf-8")
